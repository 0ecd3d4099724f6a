-- SPDX-License-Identifier: Apache-2.0
-- Changes a workspace's modes and retentions ({"logs": "30"}) from a day on; NULL
-- leaves one as it is.  The day is the next billing day unless said otherwise; an
-- earlier one is taken only while the workspace has no bill on or after it, which is
-- how an operator mends a close that a missing price stopped.
--
-- Lock order: the site, the close lock, so that no day is rated meanwhile, the workspace.
-- Raises LG005, LG006, LG007, LG009.
CREATE OR REPLACE FUNCTION admin.set_workspace(
    p_session uuid, p_site text, p_code text, p_mode text, p_logs_by text, p_retention json, p_from date,
    p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_workspace CONSTANT account.workspace := app.workspace_of(p_site, p_code);
    v_before jsonb;
    v_from date;
BEGIN
    PERFORM app.ensure_site_days(v_workspace.site_id);
    PERFORM pg_advisory_xact_lock(app.lock_class('close'), 0);
    PERFORM FROM account.workspace WHERE id = v_workspace.id FOR UPDATE;
    v_before := app.workspace_json(v_workspace);
    v_from := coalesce(p_from, app.current_day(v_workspace.site_id) + 1);
    IF NOT isfinite(v_from) THEN
        PERFORM app.fail_field('/from', 'a day such as 2026-01-12');
    ELSIF EXISTS (
        SELECT FROM billing.workspace_day WHERE workspace_id = v_workspace.id AND day >= v_from)
    THEN
        RAISE SQLSTATE 'LG009' USING
            MESSAGE = format('workspace %s has a bill on %s or after it', p_code, v_from), COLUMN = '/from';
    END IF;
    IF coalesce(p_mode, p_logs_by) IS NOT NULL THEN
        PERFORM app.set_modes(v_workspace.id, v_from, coalesce(p_mode, v_before ->> 'mode'),
            coalesce(p_logs_by, v_before ->> 'logs_by'));
    END IF;
    PERFORM app.set_retention(v_workspace.id, v_from, p_retention);
    PERFORM app.audit(v_actor, 'set_workspace', v_before ->> 'site' || '/' || p_code, v_reason, v_before,
        app.workspace_json(v_workspace)::jsonb);
    RETURN app.workspace_json(v_workspace);
END
$$;
