-- SPDX-License-Identifier: Apache-2.0
-- The member with that login, locked.  Raises LG025.
CREATE OR REPLACE FUNCTION app.member_of(p_login text) RETURNS identity.member
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_member identity.member;
BEGIN
    SELECT m.* INTO v_member
    FROM identity.login AS l
    JOIN identity.member AS m ON m.account_id = l.account_id AND m.id = l.member_id
    WHERE l.login = lower(btrim(p_login))
    FOR UPDATE OF m;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG025' USING MESSAGE = 'nobody signs in with this login';
    END IF;
    RETURN v_member;
END
$$;
