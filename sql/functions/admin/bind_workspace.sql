-- SPDX-License-Identifier: Apache-2.0
-- Binds a workspace that has no account to one, from the start of a billing day
-- that has not begun to close (default: the current one).  The same binding again
-- changes nothing: "created" tells.
--
-- Lock order: the site, its intake lock, shared, which the close takes to mark a
-- day, then the workspace.  Raises LG002, LG005, LG006, LG007, LG009, LG015.
CREATE OR REPLACE FUNCTION admin.bind_workspace(
    p_session uuid, p_site text, p_code text, p_account text, p_from date, p_settlement text, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_workspace CONSTANT account.workspace := app.workspace_of(p_site, p_code);
    v_account CONSTANT account.account := app.account_of(p_account);
    v_method CONSTANT text := coalesce(p_settlement, 'account');
    v_from date := p_from;
    v_bound account.workspace_binding;
BEGIN
    PERFORM app.require_choice(v_method, ARRAY['account', 'aws', 'alibaba'], '/settlement');
    PERFORM app.ensure_site_days(v_workspace.site_id);
    PERFORM pg_advisory_xact_lock_shared(app.lock_class('intake'), v_workspace.site_id);
    PERFORM FROM account.workspace WHERE id = v_workspace.id FOR UPDATE;

    SELECT * INTO v_bound FROM account.workspace_binding
    WHERE workspace_id = v_workspace.id ORDER BY from_day DESC LIMIT 1;
    v_from := coalesce(v_from, CASE WHEN v_bound.account_id = v_account.id THEN v_bound.from_day END,
        app.current_day(v_workspace.site_id));
    IF v_bound.account_id = v_account.id AND v_bound.from_day = v_from
        AND app.settlement_method(v_workspace.id, v_from) = v_method
    THEN
        RETURN app.workspace_json(v_workspace, false);
    ELSIF v_bound.account_id IS NOT NULL OR v_bound.from_day >= v_from THEN
        RAISE SQLSTATE 'LG015' USING
            MESSAGE = format('workspace %s is bound from %s on', p_code, v_bound.from_day);
    END IF;
    PERFORM app.require_open_day(v_workspace.site_id, v_from, '/from');

    INSERT INTO account.workspace_binding (workspace_id, from_day, account_id)
    VALUES (v_workspace.id, v_from, v_account.id);
    INSERT INTO account.workspace_settlement (workspace_id, from_day, method)
    VALUES (v_workspace.id, v_from, v_method);
    PERFORM app.audit(v_actor, 'bind_workspace', p_code, v_reason, NULL,
        app.workspace_json(v_workspace)::jsonb);
    RETURN app.workspace_json(v_workspace, true);
END
$$;
