-- SPDX-License-Identifier: Apache-2.0
-- A workspace as every answer shows it, with what is set for its newest days.
CREATE OR REPLACE FUNCTION app.workspace_json(p_workspace account.workspace, p_created boolean DEFAULT NULL)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_strip_nulls(json_build_object(
        'workspace', p_workspace.code,
        'site', (SELECT s.code FROM catalog.site AS s WHERE s.id = p_workspace.site_id),
        'name', p_workspace.name,
        'account', b.account,
        'bound_from', b.from_day,
        'settlement', app.settlement_method(p_workspace.id, 'infinity'),
        'mode', coalesce(m.mode, 'default'),
        'logs_by', coalesce(m.logs_by, 'count'),
        'mode_from', CASE WHEN isfinite(m.from_day) THEN m.from_day END,
        'retention', (SELECT json_object_agg(
            t.code, app.retention_in_force(p_workspace.id, t.code, 'infinity') ORDER BY t.code)
            FROM catalog.data_type AS t),
        'created', p_created))
    FROM (SELECT) AS one
    LEFT JOIN LATERAL (
        SELECT a.code AS account, b.from_day
        FROM account.workspace_binding AS b LEFT JOIN account.account AS a ON a.id = b.account_id
        WHERE b.workspace_id = p_workspace.id ORDER BY b.from_day DESC LIMIT 1) AS b ON true
    LEFT JOIN LATERAL (
        SELECT x.mode, x.logs_by, x.from_day FROM account.workspace_mode AS x
        WHERE x.workspace_id = p_workspace.id ORDER BY x.from_day DESC LIMIT 1) AS m ON true;
END;
