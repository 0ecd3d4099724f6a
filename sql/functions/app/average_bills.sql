-- SPDX-License-Identifier: Apache-2.0
-- What an account spends on a day, by workspace and settlement: the settled daily bills of the 7
-- days up to the last billed one, if that is at most 7 days before p_today, by item, over the
-- days from the first to the last of these bills.  first, last, bills: of all of them.
CREATE OR REPLACE FUNCTION app.average_bills(p_account_id uuid, p_today date)
RETURNS TABLE (
    site text, time_zone text, workspace text, method text, items text[], eligible boolean[], exact numeric[],
    first date, last date, bills bigint)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH recent AS MATERIALIZED (
        SELECT b.id, b.day, b.workspace_id, b.site_id, s.method::text AS method, max(b.day) OVER () AS last
        FROM billing.bill AS b JOIN billing.settlement AS s ON s.account_id = b.account_id
            AND s.bill_id = b.id
        WHERE b.account_id = p_account_id AND b.run = 0 AND b.day >= p_today - 14
    ), counted AS MATERIALIZED (
        SELECT r.*, min(r.day) OVER () AS first, count(*) OVER () AS bills
        FROM recent AS r WHERE r.day > r.last - 7 AND r.last >= p_today - 7
    ), item AS (
        SELECT c.workspace_id, c.site_id, c.method, l.item, min(l.line) AS line,
            bool_and(l.voucher_eligible) AS can,
            round(sum(l.exact) / (c.last - c.first + 1), 8) AS exact, c.first, c.last, c.bills
        FROM counted AS c JOIN billing.bill_line AS l
            ON l.account_id = p_account_id AND l.bill_id = c.id AND l.day = c.day
        WHERE l.day BETWEEN p_today - 14 AND p_today + 1
        GROUP BY c.workspace_id, c.site_id, c.method, l.item, c.first, c.last, c.bills
    )
    SELECT s.code, s.zone, w.code, i.method, array_agg(i.item::text ORDER BY i.line, i.item),
        array_agg(i.can ORDER BY i.line, i.item), array_agg(i.exact ORDER BY i.line, i.item), i.first,
            i.last, i.bills
    FROM item AS i
    JOIN catalog.site AS s ON s.id = i.site_id
    JOIN account.workspace AS w ON w.id = i.workspace_id
    GROUP BY s.code, s.zone, w.code, i.method, i.first, i.last, i.bills;
END
$$;
