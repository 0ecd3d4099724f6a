-- SPDX-License-Identifier: Apache-2.0
-- Takes a refresh token and gives the session its next one.  Each serves once: one
-- that comes again was copied, and ends the session.  Refused is a row of NULLs and no
-- error, so that this end is committed.
CREATE OR REPLACE FUNCTION api.rotate_session(p_old bytea, p_new bytea)
RETURNS TABLE (session uuid, session_expires_at text, refresh_seconds int)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_token identity.refresh_token;
    v_session identity.session;
BEGIN
    SELECT * INTO v_token FROM identity.refresh_token WHERE hash = p_old FOR UPDATE;
    IF v_token.used_at IS NOT NULL THEN
        UPDATE identity.session SET revoked_at = clock_timestamp()
        WHERE id = v_token.session_id AND revoked_at IS NULL;
    ELSIF v_token.expires_at > clock_timestamp() THEN
        BEGIN
            v_session := app.member_session(v_token.session_id);
        EXCEPTION
            WHEN SQLSTATE 'LG001' THEN
                v_session := NULL;
        END;
    END IF;
    IF v_session.id IS NULL THEN
        RETURN NEXT;
        RETURN;
    END IF;
    UPDATE identity.refresh_token SET used_at = clock_timestamp() WHERE hash = p_old;
    RETURN QUERY SELECT * FROM app.issue_refresh(v_session, p_new);
END
$$;
