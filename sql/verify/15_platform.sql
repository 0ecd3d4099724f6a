-- SPDX-License-Identifier: Apache-2.0
-- platform: its summed days are the sums of the entries and come to 0 (12)
WITH moved AS (
    SELECT timezone('UTC', e.recorded_at)::date AS day, a.currency, e.contra::text AS contra,
        e.source::text AS source,
        sum(e.amount) AS amount
    FROM ledger.entry AS e JOIN ledger.account AS a ON a.account_id = e.account_id
    GROUP BY 1, 2, 3, 4
), book AS (
    SELECT day, currency, book, sum(amount) AS amount FROM (
        SELECT day, currency, contra AS book, -amount AS amount FROM moved
        UNION ALL
        SELECT day, currency, source, amount FROM moved) AS x
    WHERE day <= (SELECT max(day) FROM ledger.platform_day)
    GROUP BY day, currency, book
)
SELECT NULL::text AS account, NULL::bigint AS seq,
    format('%s of %s on %s: summed %s, entries %s', coalesce(p.book, b.book),
        coalesce(p.currency, b.currency),
        coalesce(p.day, b.day), p.amount, b.amount) AS detail
FROM ledger.platform_day AS p
FULL JOIN book AS b ON b.day = p.day AND b.currency = p.currency AND b.book = p.book
WHERE p.amount IS DISTINCT FROM b.amount
UNION ALL
SELECT NULL, NULL, format('%s on %s: the books come to %s, not 0', currency, day, sum(amount))
FROM ledger.platform_day GROUP BY day, currency HAVING sum(amount) <> 0
