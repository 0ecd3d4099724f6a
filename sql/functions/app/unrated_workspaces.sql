-- SPDX-License-Identifier: Apache-2.0
-- The workspaces that are bound on the day end's billing day and have neither a bill nor
-- an open fault for it.
CREATE OR REPLACE FUNCTION app.unrated_workspaces(p_ends_at timestamptz) RETURNS SETOF bigint
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT w.id
    FROM metering.site_day AS d
    JOIN account.workspace AS w ON w.site_id = d.site_id
    JOIN LATERAL (
        SELECT b.account_id FROM account.workspace_binding AS b
        WHERE b.workspace_id = w.id AND b.from_day <= d.day
        ORDER BY b.from_day DESC LIMIT 1) AS b ON b.account_id IS NOT NULL
    WHERE d.ends_at = p_ends_at AND d.starts_at < d.ends_at
        AND NOT EXISTS (SELECT FROM billing.workspace_day AS x
            WHERE x.workspace_id = w.id AND x.day = d.day AND x.run = 0)
        AND NOT EXISTS (SELECT FROM billing.close_fault AS f
            WHERE f.workspace_id = w.id AND f.day = d.day AND f.resolved_at IS NULL);
END;
