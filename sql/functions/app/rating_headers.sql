-- SPDX-License-Identifier: Apache-2.0
-- What a workspace's day is rated with, for those of p_workspaces that are bound
-- on the billing day of their site that ends at p_ends_at: whose it is, the price
-- list version in force, modes.  version_id NULL: no list is in force.
CREATE OR REPLACE FUNCTION app.rating_headers(p_workspaces bigint[], p_ends_at timestamptz)
RETURNS TABLE (
    workspace_id bigint, site_id int, account_id uuid, currency text, region text, day date,
    starts_at timestamptz, ends_at timestamptz, version_id int, modes text[])
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT w.id, s.id, a.id, a.currency, s.region, d.day, d.starts_at, d.ends_at,
        app.version_in_force(a.id, s.region, a.currency, d.day),
        ARRAY[coalesce(m.mode, 'default'), 'logs_by_' || coalesce(m.logs_by, 'count')]
    FROM unnest(p_workspaces) AS u (id)
    JOIN account.workspace AS w ON w.id = u.id
    JOIN catalog.site AS s ON s.id = w.site_id
    JOIN metering.site_day AS d ON d.site_id = s.id AND d.ends_at = p_ends_at AND d.starts_at < d.ends_at
    JOIN LATERAL (
        SELECT b.account_id FROM account.workspace_binding AS b
        WHERE b.workspace_id = w.id AND b.from_day <= d.day ORDER BY b.from_day DESC LIMIT 1) AS b ON true
    JOIN account.account AS a ON a.id = b.account_id
    LEFT JOIN LATERAL (
        SELECT m.mode, m.logs_by FROM account.workspace_mode AS m
        WHERE m.workspace_id = w.id AND m.from_day <= d.day ORDER BY m.from_day DESC LIMIT 1) AS m ON true;
END;
