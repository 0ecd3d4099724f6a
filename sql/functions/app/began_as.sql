-- SPDX-License-Identifier: Apache-2.0
-- Whether a workspace was made with these values; NULL, or a data type that is not
-- named, asks for nothing.
CREATE OR REPLACE FUNCTION app.began_as(
    p_workspace account.workspace, p_name text, p_retention json, p_mode text, p_logs_by text)
RETURNS boolean
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(p_name, p_workspace.name) = p_workspace.name
        AND EXISTS (SELECT FROM account.workspace_mode AS m
            WHERE m.workspace_id = p_workspace.id AND m.from_day = '-infinity'
                AND m.mode = coalesce(p_mode, m.mode) AND m.logs_by = coalesce(p_logs_by, m.logs_by))
        AND NOT EXISTS (SELECT FROM json_each_text(coalesce(p_retention, '{}')) AS r (data_type, days)
            WHERE r.days IS DISTINCT FROM
                app.retention_in_force(p_workspace.id, r.data_type, '-infinity')::text);
END;
