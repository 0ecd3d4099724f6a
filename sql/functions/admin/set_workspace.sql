-- SPDX-License-Identifier: Apache-2.0
-- Changes a workspace's modes from the next billing day; NULL leaves one as it is.
-- Raises LG005, LG006, LG007.
CREATE OR REPLACE FUNCTION admin.set_workspace(
    p_session uuid, p_site text, p_code text, p_mode text, p_logs_by text, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_workspace CONSTANT account.workspace := app.workspace_of(p_site, p_code);
    v_before CONSTANT jsonb := app.workspace_json(v_workspace);
BEGIN
    PERFORM FROM account.workspace WHERE id = v_workspace.id FOR UPDATE;
    PERFORM app.ensure_site_days(v_workspace.site_id);
    PERFORM app.set_modes(v_workspace.id, app.current_day(v_workspace.site_id) + 1,
        coalesce(p_mode, v_before ->> 'mode'), coalesce(p_logs_by, v_before ->> 'logs_by'));
    PERFORM app.audit(v_actor, 'set_workspace', v_before ->> 'site' || '/' || p_code, v_reason, v_before,
        app.workspace_json(v_workspace)::jsonb);
    RETURN app.workspace_json(v_workspace);
END
$$;
