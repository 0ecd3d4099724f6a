-- SPDX-License-Identifier: Apache-2.0
-- Makes an operator, or gives the e-mail address to one that has none; p_email may be NULL.
-- The same again changes nothing: "created" tells.  Raises LG001, LG005, LG011.
CREATE OR REPLACE FUNCTION admin.create_operator(p_session uuid, p_name text, p_email text, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_email CONSTANT text := lower(btrim(p_email));
    v_before identity.operator;
    v_operator identity.operator;
BEGIN
    PERFORM app.require_text(p_name, '^[a-z0-9][a-z0-9._-]{0,62}$', '/name',
        'a name of small letters, digits, dots, hyphens and underscores');
    IF v_email IS NOT NULL THEN
        PERFORM app.require_text(v_email, '^[!-?A-~]{1,64}@[a-z0-9][a-z0-9.-]{0,188}$', '/email',
            'an e-mail address');
    END IF;
    PERFORM pg_advisory_xact_lock(app.lock_class('sign_in'), 0);
    IF EXISTS (SELECT FROM identity.operator WHERE email = v_email AND name <> p_name) THEN
        RAISE SQLSTATE 'LG011' USING MESSAGE = 'another operator has this address', COLUMN = '/email';
    END IF;
    SELECT * INTO v_before FROM identity.operator WHERE name = p_name;
    IF v_before.email <> v_email THEN
        RAISE SQLSTATE 'LG011' USING MESSAGE = 'the operator has another address', COLUMN = '/email';
    END IF;
    INSERT INTO identity.operator AS o (name, email) VALUES (p_name, v_email)
    ON CONFLICT (name) DO UPDATE SET email = coalesce(o.email, excluded.email)
    RETURNING * INTO STRICT v_operator;
    IF v_before IS DISTINCT FROM v_operator THEN
        PERFORM app.audit(v_actor, 'create_operator', p_name, v_reason,
            CASE WHEN v_before.id IS NOT NULL THEN app.operator_json(v_before)::jsonb END,
            app.operator_json(v_operator)::jsonb);
    END IF;
    RETURN app.json_merge(app.operator_json(v_operator), json_build_object('created', v_before.id IS NULL));
END
$$;
