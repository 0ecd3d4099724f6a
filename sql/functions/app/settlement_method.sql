-- SPDX-License-Identifier: Apache-2.0
-- How a workspace is settled on a billing day.
CREATE OR REPLACE FUNCTION app.settlement_method(p_workspace_id bigint, p_day date) RETURNS text
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(
        (SELECT s.method FROM account.workspace_settlement AS s
        WHERE s.workspace_id = p_workspace_id AND s.from_day <= p_day
        ORDER BY s.from_day DESC LIMIT 1), 'account');
END;
