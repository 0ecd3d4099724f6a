-- SPDX-License-Identifier: Apache-2.0
-- Opens a session of eight hours for an operator by name, who is made at the first
-- time.  Only bc_operator may, a role that bcctl alone logs in with; sign-in with a
-- password comes with the identity issue.
CREATE OR REPLACE FUNCTION admin.open_session(p_operator text) RETURNS uuid
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_session uuid;
BEGIN
    IF p_operator IS NULL OR p_operator !~ '^[a-z0-9][a-z0-9._-]{0,62}$' THEN
        PERFORM app.fail_field('/operator', 'a name of small letters, digits, dots, hyphens and underscores');
    END IF;
    INSERT INTO identity.operator (name) VALUES (p_operator) ON CONFLICT (name) DO NOTHING;
    INSERT INTO identity.session (operator_id, expires_at)
    SELECT o.id, clock_timestamp() + interval '8 hours' FROM identity.operator AS o WHERE o.name = p_operator
    RETURNING id INTO v_session;
    RETURN v_session;
END
$$;
