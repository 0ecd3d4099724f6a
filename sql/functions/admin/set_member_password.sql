-- SPDX-License-Identifier: Apache-2.0
-- Sets a member's password, of which only the hash comes here, and ends all sessions
-- that were opened with the old one; failed tries are forgotten.  Raises LG001, LG005, LG025.
CREATE OR REPLACE FUNCTION admin.set_member_password(
    p_session uuid, p_login text, p_password_hash text, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_member CONSTANT identity.member := app.member_of(p_login);
BEGIN
    PERFORM app.require_password_hash(p_password_hash);
    UPDATE identity.member SET password_hash = p_password_hash
    WHERE account_id = v_member.account_id AND id = v_member.id;
    PERFORM app.end_sessions(v_member.account_id, v_member.id);
    PERFORM app.forget_attempts(v_member.account_id, v_member.id);
    PERFORM app.audit(v_actor, 'set_member_password', lower(btrim(p_login)), v_reason, NULL, NULL);
    RETURN app.member_json(v_member);
END
$$;
