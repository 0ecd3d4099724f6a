-- SPDX-License-Identifier: Apache-2.0
-- deductions: each source paid of each line what the rule says, in its order
-- An allocator of its own: what every purse held when the bill was settled comes from the entries
-- alone, then one source after the other takes what is left of the lines.
WITH RECURSIVE start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), bill AS MATERIALIZED (
    SELECT b.account_id, b.id, x.first_seq, x.last_seq, x.method, l.lines, l.items, l.eligible, l.charges,
        l.spend,
        CASE b.kind WHEN 'daily' THEN b.ends_at - interval '1 microsecond' ELSE b.ends_at END AS at
    FROM billing.settlement AS x
    JOIN billing.bill AS b ON b.account_id = x.account_id AND b.id = x.bill_id
    LEFT JOIN start AS s ON s.account_id = x.account_id
    CROSS JOIN LATERAL (
        SELECT array_agg(l.line ORDER BY l.line) AS lines, array_agg(l.item ORDER BY l.line) AS items,
            array_agg(l.item NOT IN ('sms', 'dial_tests') ORDER BY l.line) AS eligible,
            array_agg(l.charge ORDER BY l.line) AS charges,
            coalesce(sum(l.charge) FILTER (WHERE l.item NOT IN ('sms', 'dial_tests')), 0) AS spend
        FROM billing.bill_line AS l
        WHERE l.account_id = b.account_id AND l.bill_id = b.id AND l.day = b.day) AS l
    WHERE b.total > 0 AND x.first_seq > coalesce(s.seq, 0)
), life AS (
    SELECT account_id, purse, min(seq) AS first_seq, max(seq) AS last_seq
    FROM ledger.entry WHERE purse IS NOT NULL GROUP BY account_id, purse
), event AS (
    SELECT e.account_id, e.purse, e.seq, NULL::uuid AS bill_id, e.balance_after AS balance,
        CASE WHEN e.kind = 'freeze' THEN 1 WHEN e.kind = 'unfreeze' THEN 0 END AS frozen
    FROM ledger.entry AS e WHERE e.purse IS NOT NULL
    UNION ALL
    SELECT b.account_id, u.number, b.first_seq, b.id, NULL, NULL
    FROM bill AS b
    JOIN ledger.purse AS u ON u.account_id = b.account_id AND coalesce(u.valid_from <= b.at, true)
        AND coalesce(b.at < u.expires_at, true) AND u.min_spend <= b.spend
    JOIN life AS i ON i.account_id = u.account_id AND i.purse = u.number AND i.first_seq < b.first_seq
        AND (u.balance > 0 OR i.last_seq >= b.first_seq)
), carried AS (
    SELECT *, count(balance) OVER w AS moves, count(frozen) OVER w AS freezes
    FROM event WINDOW w AS (PARTITION BY account_id, purse ORDER BY seq, bill_id NULLS LAST
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), found AS (
    SELECT account_id, purse, bill_id, max(balance) OVER (PARTITION BY account_id, purse, moves) AS balance,
        max(frozen) OVER (PARTITION BY account_id, purse, freezes) AS frozen
    FROM carried
), source AS MATERIALIZED (
    SELECT r.*, row_number() OVER (PARTITION BY r.account_id, r.bill_id
        ORDER BY r.step, r.expires_at NULLS LAST, r.room, r.purse) AS place
    FROM (
        SELECT f.account_id, f.bill_id, u.kind::text AS source, f.purse, f.balance::numeric AS room, u.items,
            CASE u.kind WHEN 'ordinary' THEN 1 WHEN 'full_reduction' THEN 2 ELSE 3 END AS step, u.expires_at
        FROM found AS f JOIN ledger.purse AS u ON u.account_id = f.account_id AND u.number = f.purse
        WHERE f.bill_id IS NOT NULL AND f.balance > 0 AND coalesce(f.frozen, 0) = 0
        UNION ALL
        SELECT b.account_id, b.id, 'cash', NULL, e.cash_after, NULL, 4, NULL
        FROM bill AS b JOIN ledger.entry AS e ON e.account_id = b.account_id AND e.seq = b.first_seq - 1
        WHERE b.method = 'account' AND e.cash_after > 0
        UNION ALL
        SELECT b.account_id, b.id, CASE b.method WHEN 'account' THEN 'arrears' ELSE b.method::text END,
            NULL, 1e30,
            NULL, 5, NULL
        FROM bill AS b) AS r
), walk AS (
    SELECT account_id, id, 0::bigint AS place, charges AS rest, NULL::text AS source, NULL::int AS purse,
        0::numeric AS taken, NULL::int[] AS lines, NULL::bigint[] AS amounts
    FROM bill
    UNION ALL
    SELECT w.account_id, w.id, s.place, t.rest, s.source, s.purse, t.taken, t.lines, t.amounts
    FROM walk AS w
    JOIN bill AS b ON b.account_id = w.account_id AND b.id = w.id
    JOIN source AS s ON s.account_id = w.account_id AND s.bill_id = w.id AND s.place = w.place + 1
    CROSS JOIN LATERAL (
        SELECT array_agg(y.rest - y.take ORDER BY y.line) AS rest, sum(y.take) AS taken,
            array_agg(y.line ORDER BY y.line) FILTER (WHERE y.take > 0) AS lines,
            array_agg(y.take ORDER BY y.line) FILTER (WHERE y.take > 0) AS amounts
        FROM (
            SELECT l.line, l.rest, least(l.fit, greatest(s.room
                - coalesce(sum(l.fit) OVER (ORDER BY l.line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                    0), 0))::bigint AS take
            FROM (
                SELECT z.line, z.rest, CASE
                    WHEN (z.eligible OR s.source NOT IN ('ordinary', 'full_reduction'))
                    AND (s.items IS NULL OR z.item = ANY (s.items)) THEN z.rest ELSE 0 END AS fit
                FROM unnest(b.lines, w.rest, b.items, b.eligible)
                    AS z (line, rest, item, eligible)) AS l) AS y) AS t
), expected AS (
    SELECT w.*, b.first_seq - 1 + row_number() OVER (PARTITION BY w.account_id, w.id ORDER BY w.place) AS seq
    FROM walk AS w JOIN bill AS b ON b.account_id = w.account_id AND b.id = w.id
    WHERE w.taken > 0
), actual AS (
    SELECT e.* FROM bill AS b
    JOIN ledger.entry AS e ON e.account_id = b.account_id AND e.seq BETWEEN b.first_seq AND b.last_seq
)
SELECT c.code AS account, coalesce(a.seq, x.seq) AS seq,
    format('took %s of %s for lines %s, the rule says %s of %s for lines %s',
        coalesce((-a.amount)::text, 'nothing'), concat_ws(' ', a.source, a.purse),
        coalesce(a.lines::text, '-'),
        coalesce(x.taken::text, 'nothing'), concat_ws(' ', x.source, x.purse),
        coalesce(x.lines::text, '-')) AS detail
FROM expected AS x
FULL JOIN actual AS a ON a.account_id = x.account_id AND a.seq = x.seq
JOIN account.account AS c ON c.id = coalesce(a.account_id, x.account_id)
WHERE (a.source, a.purse, -a.amount, a.lines, a.line_amounts)
    IS DISTINCT FROM (x.source, x.purse, x.taken, x.lines, x.amounts)
