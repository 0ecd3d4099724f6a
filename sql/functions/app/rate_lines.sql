-- SPDX-License-Identifier: Apache-2.0
-- The lines of the bills of p_workspaces for the billing day that ends at
-- p_ends_at, in line order (position of the item, retention, original day).
--
-- units = quantity ÷ unit size cut down to the item's decimals: by div(), which is
-- exact where numeric division would round.  Amount = units × price, exact.
-- mark: not_offered when the version has no price of the item at all.
-- fault: text when a listed item lacks the price of the retention in use.
CREATE OR REPLACE FUNCTION app.rate_lines(p_workspaces bigint[], p_ends_at timestamptz)
RETURNS TABLE (
    workspace_id bigint, line int, item text, retention_days int, quantity numeric, free_quantity numeric,
    unit_size numeric, unit_name text, units numeric, unit_price numeric, exact numeric, mark text,
    voucher_eligible boolean, fault text, input text)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH priced AS (
        SELECT r.*, i.position, i.decimals, i.unit_size, i.unit_name, i.voucher_eligible,
            t.days AS retention_days, p.unit_price,
            EXISTS (SELECT FROM catalog.price AS any_price
                WHERE any_price.version_id = r.version_id AND any_price.item = r.item) AS offered
        FROM app.rated_items(p_workspaces, p_ends_at) AS r
        JOIN catalog.item AS i ON i.version_id = r.version_id AND i.code = r.item
        CROSS JOIN LATERAL (SELECT CASE WHEN i.retention_of IS NOT NULL
            THEN app.retention_in_force(r.workspace_id, i.retention_of, r.day) END AS days) AS t
        LEFT JOIN catalog.price AS p ON p.version_id = r.version_id AND p.item = r.item
            AND p.retention_days IS NOT DISTINCT FROM t.days
    ), measured AS (
        SELECT *, CASE
            WHEN unit_size IS NULL THEN 0
            ELSE div(greatest(quantity - free_quantity, 0) * power(10::numeric, decimals), unit_size)
                * ('1e-' || decimals)::numeric END AS units,
            CASE WHEN free_of_charge OR NOT offered THEN 0 ELSE unit_price END AS price
        FROM priced
    )
    SELECT workspace_id,
        (row_number() OVER (PARTITION BY workspace_id ORDER BY position, retention_days NULLS FIRST))::int,
        item, retention_days, quantity, free_quantity, unit_size, unit_name, units,
        CASE WHEN offered THEN unit_price END, trim_scale(units * price),
        CASE WHEN NOT offered THEN 'not_offered' WHEN free_of_charge THEN 'free_of_charge' END,
        voucher_eligible,
        CASE WHEN offered AND unit_price IS NULL THEN
            CASE WHEN retention_days IS NULL THEN format('%s has no price without a retention', item)
                ELSE format('%s has no price for a retention of %s days', item, retention_days) END END,
        input
    FROM measured;
END;
