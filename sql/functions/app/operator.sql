-- SPDX-License-Identifier: Apache-2.0
-- The operator of a session, by name.  Raises LG001.
CREATE OR REPLACE FUNCTION app.operator(p_session uuid) RETURNS text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_name text;
BEGIN
    SELECT o.name INTO v_name
    FROM identity.session AS s JOIN identity.operator AS o ON o.id = s.operator_id
    WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG001' USING MESSAGE = 'the session is not open';
    END IF;
    RETURN v_name;
END
$$;
