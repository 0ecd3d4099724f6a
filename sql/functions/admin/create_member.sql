-- SPDX-License-Identifier: Apache-2.0
-- Makes a member of an account who signs in with p_login, an e-mail address.  The same
-- member again changes nothing, not even the password: "created" tells.
-- Raises LG001, LG002, LG005, LG011.
CREATE OR REPLACE FUNCTION admin.create_member(
    p_session uuid, p_account text, p_login text, p_name text, p_role text, p_password_hash text,
    p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_login CONSTANT text := lower(btrim(p_login));
    v_account CONSTANT account.account := app.account_of(p_account);
    v_member identity.member;
BEGIN
    PERFORM app.require_text(v_login, '^[!-?A-~]{1,64}@[a-z0-9][a-z0-9.-]{0,188}$', '/login',
        'an e-mail address');
    PERFORM app.require_text(p_name, '^.{1,200}$', '/name', 'a name of 1 to 200 characters');
    PERFORM app.require_choice(p_role, ARRAY['owner', 'finance', 'viewer'], '/role');
    PERFORM app.require_password_hash(p_password_hash);

    PERFORM pg_advisory_xact_lock(app.lock_class('sign_in'), hashtext(v_login));
    IF EXISTS (SELECT FROM identity.login WHERE login = v_login) THEN
        v_member := app.member_of(v_login);
        IF (v_member.account_id, v_member.name, v_member.role) <> (v_account.id, p_name, p_role) THEN
            RAISE SQLSTATE 'LG011' USING
                MESSAGE = 'who signs in with this login has another account, name or role';
        END IF;
        RETURN app.member_json(v_member, false);
    END IF;
    INSERT INTO identity.member (account_id, name, role, password_hash)
    VALUES (v_account.id, p_name, p_role, p_password_hash) RETURNING * INTO v_member;
    INSERT INTO identity.login (login, account_id, member_id) VALUES (v_login, v_account.id, v_member.id);
    PERFORM app.audit(v_actor, 'create_member', v_login, v_reason, NULL, app.member_json(v_member)::jsonb);
    RETURN app.member_json(v_member, true);
END
$$;
