-- SPDX-License-Identifier: Apache-2.0
-- Second half of signing in, called when the password fitted: opens a session of at
-- most seven days and gives it its first refresh token.  An attempt opens one
-- session, within a minute.  The member is locked in a statement of its own, so that what
-- an operator did meanwhile is seen by the next one: a new password deletes the attempt,
-- and a disabled member opens nothing.  Raises LG023.
CREATE OR REPLACE FUNCTION api.open_session(p_attempt uuid, p_refresh bytea)
RETURNS TABLE (session uuid, session_expires_at text, refresh_seconds int)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_attempt identity.sign_in_attempt;
    v_session identity.session;
BEGIN
    PERFORM FROM identity.sign_in_attempt AS a
    JOIN identity.member AS m ON m.account_id = a.account_id AND m.id = a.member_id
    WHERE a.id = p_attempt FOR SHARE OF m;
    UPDATE identity.sign_in_attempt AS a SET succeeded_at = clock_timestamp()
    FROM identity.member AS m
    WHERE a.id = p_attempt AND a.succeeded_at IS NULL AND a.at > clock_timestamp() - interval '1 minute'
        AND m.account_id = a.account_id AND m.id = a.member_id AND m.state = 'active'
    RETURNING a.* INTO v_attempt;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG023' USING MESSAGE = 'login or password is wrong';
    END IF;
    INSERT INTO identity.session (account_id, member_id, expires_at)
    VALUES (v_attempt.account_id, v_attempt.member_id, clock_timestamp() + interval '7 days')
    RETURNING * INTO v_session;
    RETURN QUERY SELECT * FROM app.issue_refresh(v_session, p_refresh);
END
$$;
