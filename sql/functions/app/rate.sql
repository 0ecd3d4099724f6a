-- SPDX-License-Identifier: Apache-2.0
-- Rates the day that ends at p_ends_at for workspaces that are bound on it: claims
-- the workspace-day, writes the bill and its lines, or a close_fault for what stops
-- one.  Takes no account lock.  A workspace whose day is claimed already, or not
-- bound, is passed over.  Gives the number of bills.
CREATE OR REPLACE FUNCTION app.rate(p_workspaces bigint[], p_ends_at timestamptz) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
    v_bills int;
BEGIN
    PERFORM app.ensure_billing_partitions(m.month::date)
    FROM (SELECT DISTINCT date_trunc('month', d.day) AS month
        FROM metering.site_day AS d WHERE d.ends_at = p_ends_at) AS m;

    WITH header AS MATERIALIZED (
        SELECT h.*, gen_random_uuid() AS bill_id FROM app.rating_headers(p_workspaces, p_ends_at) AS h
        WHERE h.account_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM billing.workspace_day AS d
            WHERE d.workspace_id = h.workspace_id AND d.day = h.day AND d.run = 0)
    ), line AS MATERIALIZED (
        SELECT l.* FROM app.rate_lines((SELECT array_agg(workspace_id) FROM header), p_ends_at) AS l
    ), fault AS (
        SELECT * FROM (
            SELECT h.workspace_id, h.day, app.rating_fault(h.version_id, h.region, h.currency,
                string_agg(l.fault, '; ' ORDER BY l.line), sum(l.exact)) AS detail
            FROM header AS h LEFT JOIN line AS l ON l.workspace_id = h.workspace_id
            GROUP BY h.workspace_id, h.day, h.version_id, h.region, h.currency) AS judged
        WHERE detail IS NOT NULL
    ), noted AS (
        INSERT INTO billing.close_fault (workspace_id, day, ends_at, step, detail, raised_at)
        SELECT workspace_id, day, p_ends_at, 'rating', detail, v_now FROM fault
    ), good AS MATERIALIZED (
        SELECT h.* FROM header AS h
        WHERE NOT EXISTS (SELECT FROM fault AS f WHERE f.workspace_id = h.workspace_id)
    ), summed AS (
        SELECT g.bill_id, coalesce(sum(l.exact), 0) AS exact,
            app.charges(g.currency,
                coalesce(array_agg(l.exact ORDER BY l.line) FILTER (WHERE l.line IS NOT NULL), '{}'))
                AS charges,
            app.input_hash(g.version_id, g.day, g.modes,
                string_agg(concat_ws(' ', l.item, l.retention_days, l.input), '|' ORDER BY l.line))
                AS input_hash
        FROM good AS g LEFT JOIN line AS l ON l.workspace_id = g.workspace_id
        GROUP BY g.bill_id, g.currency, g.version_id, g.day, g.modes
    ), claimed AS (
        INSERT INTO billing.workspace_day (workspace_id, day, run, account_id, bill_id)
        SELECT workspace_id, day, 0, account_id, bill_id FROM good
    ), billed AS (
        INSERT INTO billing.bill (account_id, id, workspace_id, site_id, day, run, ends_at, kind, currency,
            version_id, rule_version, exact, total, residue, input_hash, rated_at)
        SELECT g.account_id, g.bill_id, g.workspace_id, g.site_id, g.day, 0, p_ends_at, 'daily', g.currency,
            g.version_id, 1, s.exact, t.total,
            s.exact - t.total * ('1e-' || app.digits(g.currency))::numeric, s.input_hash, v_now
        FROM good AS g JOIN summed AS s ON s.bill_id = g.bill_id
        CROSS JOIN LATERAL (SELECT app.round_total(g.currency, s.exact) AS total) AS t
        RETURNING id
    ), lined AS (
        INSERT INTO billing.bill_line (account_id, bill_id, day, line, item, retention_days, quantity,
            free_quantity, unit_size, unit_name, units, unit_price, exact, charge, mark, voucher_eligible)
        SELECT g.account_id, g.bill_id, g.day, l.line, l.item, l.retention_days, l.quantity,
            l.free_quantity, l.unit_size, l.unit_name, l.units, l.unit_price, l.exact, s.charges[l.line],
            l.mark, l.voucher_eligible
        FROM good AS g JOIN summed AS s ON s.bill_id = g.bill_id
        JOIN line AS l ON l.workspace_id = g.workspace_id
    ), told AS (
        INSERT INTO ops.notice (kind, dedupe_key, detail)
        SELECT DISTINCT ON (g.version_id, l.item) 'not_offered',
            concat_ws(':', 'not_offered', g.version_id, l.item),
            jsonb_build_object('item', l.item, 'region', g.region, 'currency', g.currency, 'first_day', g.day)
        FROM good AS g JOIN line AS l ON l.workspace_id = g.workspace_id
        WHERE l.mark = 'not_offered' ORDER BY g.version_id, l.item, g.day
        ON CONFLICT (dedupe_key) DO NOTHING
    )
    SELECT count(*) INTO v_bills FROM billed;
    RETURN v_bills;
END
$$;
