-- SPDX-License-Identifier: Apache-2.0
-- debts: from arrears postings alone, repaid in full and oldest first (8, 9)
WITH RECURSIVE start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), owed AS (
    SELECT e.account_id, e.seq, -e.amount AS amount, b.day, w.code AS workspace,
        coalesce(b.corrects, b.id) AS original
    FROM ledger.entry AS e
    JOIN billing.bill AS b ON b.account_id = e.account_id AND b.id = e.bill_id
    JOIN account.workspace AS w ON w.id = b.workspace_id
    WHERE e.source = 'arrears' AND e.amount < 0
), back AS (
    SELECT e.account_id, b.corrects AS original, e.seq, e.amount
    FROM ledger.entry AS e JOIN billing.bill AS b ON b.account_id = e.account_id AND b.id = e.bill_id
    WHERE e.source = 'arrears' AND e.amount > 0 AND e.contra = 'revenue'
), event AS (
    SELECT x.*, row_number() OVER (PARTITION BY x.account_id, x.original ORDER BY x.seq, x.debt_seq) AS turn
    FROM (
        SELECT account_id, original, seq, seq AS debt_seq, amount, 'owed' AS what FROM owed
        UNION ALL
        SELECT r.account_id, o.original, r.seq, r.debt_seq, r.amount, 'repaid'
        FROM ledger.repayment AS r JOIN owed AS o ON o.account_id = r.account_id AND o.seq = r.debt_seq
        UNION ALL
        SELECT account_id, original, seq, NULL, amount, 'returned' FROM back) AS x
    WHERE EXISTS (SELECT FROM back AS b WHERE b.account_id = x.account_id AND b.original = x.original)
), story AS (
    SELECT account_id, original, 0::bigint AS turn, NULL::bigint AS seq, '{}'::bigint[] AS debts,
        '{}'::numeric[] AS rest,
        '{}'::numeric[] AS cut
    FROM (SELECT DISTINCT account_id, original FROM back) AS b
    UNION ALL
    SELECT s.account_id, s.original, e.turn, e.seq, n.debts, n.rest, n.cut
    FROM story AS s
    JOIN event AS e ON e.account_id = s.account_id AND e.original = s.original AND e.turn = s.turn + 1
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(y.debt ORDER BY y.debt), '{}') AS debts,
            coalesce(array_agg(y.rest - y.cut ORDER BY y.debt), '{}') AS rest,
            coalesce(array_agg(y.cut ORDER BY y.debt), '{}') AS cut
        FROM (
            SELECT d.debt, d.rest, CASE e.what
                WHEN 'repaid' THEN CASE WHEN d.debt = e.debt_seq THEN e.amount ELSE 0 END
                WHEN 'returned' THEN least(d.rest, greatest(0, e.amount - coalesce(sum(d.rest) OVER (
                    ORDER BY d.debt DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))
                ELSE 0 END AS cut
            FROM (SELECT * FROM unnest(s.debts, s.rest) AS d (debt, rest)
                UNION ALL SELECT e.debt_seq, e.amount WHERE e.what = 'owed') AS d) AS y) AS n
), lowered AS (
    SELECT account_id, debt_seq, seq, amount, false AS is_returned FROM ledger.repayment
    UNION ALL
    SELECT s.account_id, d.debt, s.seq, d.cut, true
    FROM story AS s JOIN back AS b
        ON b.account_id = s.account_id AND b.original = s.original AND b.seq = s.seq
    CROSS JOIN LATERAL unnest(s.debts, s.cut) AS d (debt, cut)
    WHERE d.cut > 0
), running AS (
    SELECT l.*, sum(l.amount) OVER (PARTITION BY l.account_id, l.debt_seq ORDER BY l.seq) AS upto
        FROM lowered AS l
), state AS (
    SELECT o.*, coalesce(sum(r.amount) FILTER (WHERE NOT r.is_returned), 0) AS repaid,
        coalesce(sum(r.amount) FILTER (WHERE r.is_returned), 0) AS returned,
        min(r.seq) FILTER (WHERE r.upto >= o.amount) AS settled_seq
    FROM owed AS o LEFT JOIN running AS r ON r.account_id = o.account_id AND r.debt_seq = o.seq
    GROUP BY o.account_id, o.seq, o.amount, o.day, o.workspace, o.original
), touched AS (
    SELECT DISTINCT ON (r.account_id, r.seq) r.account_id, r.seq, s.day, s.workspace, s.seq AS debt_seq
    FROM ledger.repayment AS r JOIN state AS s ON s.account_id = r.account_id AND s.seq = r.debt_seq
    LEFT JOIN start AS t ON t.account_id = r.account_id
    WHERE r.seq > coalesce(t.seq, 0)
    ORDER BY r.account_id, r.seq, s.day DESC, s.workspace COLLATE "C" DESC, s.seq DESC
), judged AS (
    SELECT coalesce(s.account_id, d.account_id) AS account_id, coalesce(s.seq, d.seq) AS seq, CASE
        WHEN d.seq IS NULL THEN 'the arrears posting has no debt'
        WHEN s.seq IS NULL THEN 'the debt has no arrears posting'
        WHEN (d.amount, d.day, d.workspace) IS DISTINCT FROM (s.amount, s.day, s.workspace)
            THEN 'the debt is not what the arrears posting says'
        WHEN d.repaid <> s.repaid THEN format('of the debt %s was repaid, not %s', s.repaid, d.repaid)
        WHEN d.returned <> s.returned
            THEN format('of the debt %s was given back, not %s', s.returned, d.returned)
        WHEN s.repaid + s.returned > s.amount THEN 'more than the debt was repaid'
        END AS detail
    FROM state AS s FULL JOIN ledger.debt AS d ON d.account_id = s.account_id AND d.seq = s.seq
    UNION ALL
    SELECT a.account_id, a.last_seq, CASE WHEN a.arrears <> coalesce(sum(s.amount - s.repaid - s.returned), 0)
        THEN 'what is owed of the debts is not the arrears' END
    FROM ledger.account AS a LEFT JOIN state AS s ON s.account_id = a.account_id
    GROUP BY a.account_id
    UNION ALL
    SELECT coalesce(e.account_id, r.account_id), coalesce(e.seq, r.seq),
        CASE WHEN e.amount IS DISTINCT FROM r.amount
            THEN format('it repaid %s and %s is allocated to debts', coalesce(e.amount, 0),
                coalesce(r.amount, 0)) END
    FROM (SELECT account_id, seq, amount FROM ledger.entry
        WHERE kind = 'repayment' AND source = 'arrears') AS e
    FULL JOIN (SELECT account_id, seq, sum(amount) AS amount FROM ledger.repayment GROUP BY 1, 2) AS r
        ON r.account_id = e.account_id AND r.seq = e.seq
    UNION ALL
    SELECT t.account_id, t.seq, format('it repaid a debt of %s before one of %s', t.day, s.day)
    FROM touched AS t
    JOIN state AS s ON s.account_id = t.account_id AND s.seq < t.seq
        AND (s.day, s.workspace COLLATE "C", s.seq) < (t.day, t.workspace COLLATE "C", t.debt_seq)
    WHERE s.settled_seq IS NULL OR s.settled_seq > t.seq
    UNION ALL
    SELECT r.account_id, r.seq, 'it repaid a debt that did not exist yet'
    FROM ledger.repayment AS r WHERE r.debt_seq >= r.seq
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
