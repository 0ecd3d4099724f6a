-- SPDX-License-Identifier: Apache-2.0
-- The invariants of the days of sites and of the platform's books, for
-- app.check_invariants: how often each is broken.
CREATE OR REPLACE FUNCTION app.day_invariants()
RETURNS TABLE (number int, name text, violations bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT 11, 'the days of a site adjoin and close in order', count(*)
    FROM (SELECT starts_at, day, closed_at, lag(ends_at) OVER w AS before, lag(day) OVER w AS day_before,
            lag(closing_at) OVER w AS closing_before, closing_at
        FROM metering.site_day WINDOW w AS (PARTITION BY site_id ORDER BY day)) AS x
    WHERE starts_at <> before OR day <> day_before + 1
        OR (closing_at IS NOT NULL AND closing_before IS NULL AND before IS NOT NULL)
    UNION ALL
    SELECT 12, 'a summed day of the platform''s books is the sum of its entries and comes to 0', (
        SELECT count(*) FROM (SELECT day, currency, sum(amount) AS amount
            FROM ledger.platform_day GROUP BY day, currency) AS p WHERE p.amount <> 0) + (
        SELECT count(*) FROM ledger.platform_day AS p
        FULL JOIN (
            SELECT (e.recorded_at AT TIME ZONE 'UTC')::date AS day, x.book, a.currency,
                sum(x.amount) AS amount
            FROM ledger.entry AS e JOIN ledger.account AS a ON a.account_id = e.account_id
            CROSS JOIN LATERAL (VALUES (e.contra, -e.amount), (e.source, e.amount)) AS x (book, amount)
            GROUP BY 1, 2, 3) AS s ON s.day = p.day AND s.book = p.book AND s.currency = p.currency
        WHERE coalesce(p.day, s.day) <= (SELECT max(day) FROM ledger.platform_day)
            AND p.amount IS DISTINCT FROM s.amount);
END;
