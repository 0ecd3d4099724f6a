-- SPDX-License-Identifier: Apache-2.0
-- The open session of a member with that id.  Raises LG001.
CREATE OR REPLACE FUNCTION app.member_session(p_session uuid) RETURNS identity.session
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_session identity.session;
BEGIN
    SELECT s.* INTO v_session
    FROM identity.session AS s
    JOIN identity.member AS m ON m.account_id = s.account_id AND m.id = s.member_id AND m.state = 'active'
    WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG001' USING MESSAGE = 'the session is not open';
    END IF;
    RETURN v_session;
END
$$;
