-- SPDX-License-Identifier: Apache-2.0
-- The retention in days of a workspace's data type on a day.
CREATE OR REPLACE FUNCTION app.retention_in_force(p_workspace_id bigint, p_data_type text, p_day date)
RETURNS int
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(
        (SELECT r.days FROM account.workspace_retention AS r
        WHERE r.workspace_id = p_workspace_id AND r.data_type = p_data_type AND r.from_day <= p_day
        ORDER BY r.from_day DESC LIMIT 1),
        (SELECT t.default_days FROM catalog.data_type AS t WHERE t.code = p_data_type));
END;
