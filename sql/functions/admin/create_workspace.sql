-- SPDX-License-Identifier: Apache-2.0
-- Registers a workspace of a site, bound to nobody, with its first retentions
-- ({"logs": "30"}; NULL = the defaults) and modes.  The same code again changes
-- nothing: "created" tells.  Raises LG005, LG006, LG011.
CREATE OR REPLACE FUNCTION admin.create_workspace(
    p_session uuid, p_site text, p_code text, p_name text, p_retention json, p_mode text, p_logs_by text,
    p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_site CONSTANT catalog.site := app.site_of(p_site);
    v_workspace account.workspace;
BEGIN
    PERFORM app.require_text(p_code, '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', '/code',
        '1 to 64 letters, digits, dots, hyphens and underscores');
    PERFORM app.require_text(coalesce(p_name, p_code), '^.{1,200}$', '/name',
        'a name of 1 to 200 characters');
    INSERT INTO account.workspace (site_id, code, name, created_at)
    VALUES (v_site.id, p_code, coalesce(p_name, p_code), app.clock())
    ON CONFLICT (site_id, code) DO NOTHING RETURNING * INTO v_workspace;
    IF NOT FOUND THEN
        v_workspace := app.workspace_of(p_site, p_code);
        IF NOT app.began_as(v_workspace, p_name, p_retention, p_mode, p_logs_by) THEN
            RAISE SQLSTATE 'LG011' USING MESSAGE = format('workspace %s exists with other values', p_code);
        END IF;
        RETURN app.workspace_json(v_workspace, false);
    END IF;
    PERFORM app.set_retention(v_workspace.id, '-infinity', p_retention);
    PERFORM app.set_modes(v_workspace.id, '-infinity', coalesce(p_mode, 'default'),
        coalesce(p_logs_by, 'count'));
    PERFORM app.audit(v_actor, 'create_workspace', p_site || '/' || p_code, v_reason, NULL,
        app.workspace_json(v_workspace)::jsonb);
    RETURN app.workspace_json(v_workspace, true);
END
$$;
