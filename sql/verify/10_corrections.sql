-- SPDX-License-Identifier: Apache-2.0
-- corrections: given back in order, never more than each source took; expired purses don't keep it (17)
WITH RECURSIVE start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), run AS (
    SELECT x.account_id, coalesce(b.corrects, b.id) AS original, b.id, b.total, b.ends_at, x.operation,
        x.method, x.first_seq, x.last_seq
    FROM billing.bill AS b
    JOIN billing.settlement AS x ON x.account_id = b.account_id AND x.bill_id = b.id
    WHERE EXISTS (SELECT FROM billing.bill AS c
        WHERE c.account_id = b.account_id AND c.corrects = coalesce(b.corrects, b.id))
), moved AS (
    SELECT r.original, r.id, e.* FROM run AS r
    JOIN ledger.entry AS e ON e.account_id = r.account_id AND e.seq BETWEEN r.first_seq AND r.last_seq
), given AS (
    SELECT r.*, l.charges FROM run AS r
    LEFT JOIN start AS s ON s.account_id = r.account_id
    CROSS JOIN LATERAL (SELECT array_agg(-l.charge ORDER BY l.line) AS charges FROM billing.bill_line AS l
        WHERE l.account_id = r.account_id AND l.bill_id = r.id) AS l
    WHERE r.total < 0 AND r.first_seq > coalesce(s.seq, 0)
), repaid AS (
    SELECT g.account_id, g.id, coalesce(sum(p.amount), 0) AS amount
    FROM given AS g
    LEFT JOIN moved AS m ON m.account_id = g.account_id AND m.original = g.original AND m.source = 'arrears'
        AND m.amount < 0 AND m.seq < g.first_seq
    LEFT JOIN ledger.repayment AS p
        ON p.account_id = m.account_id AND p.debt_seq = m.seq AND p.seq < g.first_seq
    GROUP BY g.account_id, g.id
), taken AS (
    SELECT t.account_id, t.id, t.source, t.purse, max(t.seq) FILTER (WHERE t.amount < 0) AS last_seq,
        -sum(t.amount) + CASE t.source WHEN 'cash' THEN max(p.amount) WHEN 'arrears' THEN -max(p.amount)
            ELSE 0 END AS room
    FROM (
        SELECT g.account_id, g.id, m.seq, m.source::text COLLATE "C" AS source, m.purse, m.amount
        FROM given AS g
        JOIN moved AS m ON m.account_id = g.account_id AND m.original = g.original AND m.seq < g.first_seq
        UNION ALL
        SELECT account_id, id, 0, 'cash' COLLATE "C", NULL, 0 FROM given) AS t
    JOIN repaid AS p ON p.account_id = t.account_id AND p.id = t.id
    GROUP BY t.account_id, t.id, t.source, t.purse
), source AS (
    SELECT *, row_number() OVER (PARTITION BY account_id, id ORDER BY CASE source WHEN 'arrears' THEN 1
            WHEN 'cash' THEN 2 WHEN 'aws' THEN 3 WHEN 'alibaba' THEN 4 WHEN 'card' THEN 5
            WHEN 'full_reduction' THEN 6 ELSE 7 END, last_seq DESC) AS place
    FROM taken WHERE room > 0
), walk AS (
    SELECT account_id, id, 0::bigint AS place, charges AS rest, NULL::text COLLATE "C" AS source,
        NULL::int AS purse,
        0::numeric AS back, NULL::int[] AS lines, NULL::bigint[] AS amounts
    FROM given
    UNION ALL
    SELECT w.account_id, w.id, s.place, t.rest, s.source, s.purse, t.back, t.lines, t.amounts
    FROM walk AS w
    JOIN source AS s ON s.account_id = w.account_id AND s.id = w.id AND s.place = w.place + 1
    CROSS JOIN LATERAL (
        SELECT array_agg(y.rest - y.back ORDER BY y.line) AS rest, sum(y.back) AS back,
            array_agg(y.line ORDER BY y.line) FILTER (WHERE y.back > 0) AS lines,
            array_agg(-y.back ORDER BY y.line) FILTER (WHERE y.back > 0) AS amounts
        FROM (SELECT z.line::int AS line, z.rest, least(z.rest, greatest(0,
            s.room - coalesce(sum(z.rest) OVER (
                ORDER BY z.line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))::bigint AS back
            FROM unnest(w.rest) WITH ORDINALITY AS z (rest, line)) AS y) AS t
), expected AS (
    SELECT w.*, g.first_seq - 1 + row_number() OVER (PARTITION BY w.account_id, w.id ORDER BY w.place) AS seq
    FROM walk AS w JOIN given AS g ON g.account_id = w.account_id AND g.id = w.id
    WHERE w.back > 0
), gone AS (
    SELECT g.account_id, g.operation, g.last_seq, m.seq, m.purse, m.amount, u.origin, u.items,
        u.expires_at <= g.ends_at OR EXISTS (
            SELECT FROM ledger.entry AS e WHERE e.account_id = m.account_id AND e.purse = m.purse
                AND e.seq < g.first_seq
                AND (e.kind = 'expiry' OR (e.kind = 'adjustment' AND e.contra = 'promotion'))) AS is_gone
    FROM given AS g JOIN moved AS m ON m.account_id = g.account_id AND m.id = g.id
    JOIN ledger.purse AS u ON u.account_id = m.account_id AND u.number = m.purse
), judged AS (
    SELECT coalesce(m.account_id, x.account_id) AS account_id, coalesce(m.seq, x.seq) AS seq,
        format('gave back %s to %s, the rule says %s to %s', coalesce(m.amount::text, 'nothing'),
            concat_ws(' ', m.source, m.purse), coalesce(x.back::text, 'nothing'),
            concat_ws(' ', x.source, x.purse)) AS detail
    FROM expected AS x
    FULL JOIN (SELECT m.* FROM moved AS m JOIN given AS g ON g.account_id = m.account_id AND g.id = m.id) AS m
        ON m.account_id = x.account_id AND m.seq = x.seq
    WHERE (m.source, m.purse, m.amount, m.lines, m.line_amounts)
        IS DISTINCT FROM (x.source, x.purse, x.back, x.lines, x.amounts)
    UNION ALL
    SELECT n.account_id, n.seq, CASE WHEN coalesce(n.is_gone, false)
        THEN 'what it gave back to a purse that is over stays there'
        ELSE 'what it gave back was taken away again' END
    FROM gone AS n
    LEFT JOIN ledger.entry AS e ON e.account_id = n.account_id AND e.operation = n.operation
        AND e.seq > n.last_seq AND e.purse = n.purse AND e.amount = -n.amount
        AND CASE n.origin WHEN 'bought' THEN e.contra = 'purchase' ELSE e.contra = 'breakage' END
    LEFT JOIN ledger.entry AS f ON f.account_id = e.account_id AND f.seq = e.seq + 1
    LEFT JOIN ledger.purse AS u ON u.account_id = f.account_id AND u.number = f.purse AND u.replaces = n.purse
    WHERE coalesce(n.is_gone, false) <> (e.seq IS NOT NULL AND (n.origin <> 'bought'
            OR (u.face IS NOT DISTINCT FROM n.amount AND u.items IS NOT DISTINCT FROM n.items)))
    UNION ALL
    SELECT account_id, max(seq), 'more was given back to ' || concat_ws(' ', source, purse) || ' than it paid'
    FROM (SELECT account_id, original, seq, purse, amount,
            CASE source WHEN 'arrears' THEN 'cash' ELSE source::text END AS source FROM moved) AS m
    GROUP BY account_id, original, source, purse HAVING sum(amount) > 0
    UNION ALL
    SELECT r.account_id, r.first_seq, 'it is settled by another method than the bill that it corrects'
    FROM run AS r JOIN run AS o
        ON o.account_id = r.account_id AND o.id = r.original WHERE o.method <> r.method
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
