-- SPDX-License-Identifier: Apache-2.0
-- Sums the platform's books for each UTC day of recording that ended at least an
-- hour ago and has not been summed: by then no operation stamped in it is still
-- under way.  The source's side is a book of its own, so that each day sums to 0.
CREATE OR REPLACE FUNCTION app.sum_platform_days() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_until CONSTANT date := ((app.clock() - interval '1 hour') AT TIME ZONE 'UTC')::date;
    v_from date;
BEGIN
    SELECT max(day) + 1 INTO v_from FROM ledger.platform_day;
    INSERT INTO ledger.platform_day (day, book, currency, amount)
    SELECT b.day, b.book, b.currency, sum(b.amount)
    FROM (
        SELECT (e.recorded_at AT TIME ZONE 'UTC')::date AS day, a.currency, x.book, x.amount
        FROM ledger.entry AS e
        JOIN ledger.account AS a ON a.account_id = e.account_id
        CROSS JOIN LATERAL (VALUES (e.contra, -e.amount), (e.source, e.amount)) AS x (book, amount)
        WHERE e.recorded_at < v_until::timestamp AT TIME ZONE 'UTC'
            AND (v_from IS NULL OR e.recorded_at >= v_from::timestamp AT TIME ZONE 'UTC')
    ) AS b
    GROUP BY b.day, b.book, b.currency;
END
$$;
