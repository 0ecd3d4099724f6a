-- SPDX-License-Identifier: Apache-2.0
-- Disables a member, which ends all sessions at once, or makes one active again.
-- Raises LG001, LG005, LG025.
CREATE OR REPLACE FUNCTION admin.set_member_state(p_session uuid, p_login text, p_state text, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_before CONSTANT identity.member := app.member_of(p_login);
    v_member identity.member;
BEGIN
    PERFORM app.require_choice(p_state, ARRAY['active', 'disabled'], '/state');
    UPDATE identity.member SET state = p_state
    WHERE account_id = v_before.account_id AND id = v_before.id RETURNING * INTO v_member;
    IF p_state = 'disabled' THEN
        PERFORM app.end_sessions(v_member.account_id, v_member.id);
    ELSE
        PERFORM app.forget_attempts(v_member.account_id, v_member.id);
    END IF;
    PERFORM app.audit(v_actor, 'set_member_state', lower(btrim(p_login)), v_reason,
        app.member_json(v_before)::jsonb, app.member_json(v_member)::jsonb);
    RETURN app.member_json(v_member);
END
$$;
