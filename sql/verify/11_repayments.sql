-- SPDX-License-Identifier: Apache-2.0
-- debts: from arrears postings alone, repaid in full and oldest first (8, 9)
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), owed AS (
    SELECT e.account_id, e.seq, -e.amount AS amount, e.effective_day AS day, w.code AS workspace, e.bill_id
    FROM ledger.entry AS e
    JOIN billing.bill AS b ON b.account_id = e.account_id AND b.id = e.bill_id
    JOIN account.workspace AS w ON w.id = b.workspace_id
    WHERE e.source = 'arrears' AND e.amount < 0
), lowered AS (
    SELECT r.account_id, r.debt_seq, r.seq, r.amount, false AS is_returned FROM ledger.repayment AS r
    UNION ALL
    SELECT e.account_id, o.seq, e.seq, e.amount, true
    FROM ledger.entry AS e
    JOIN billing.bill AS b ON b.account_id = e.account_id AND b.id = e.bill_id
    JOIN owed AS o ON o.account_id = b.account_id AND o.bill_id = b.corrects
    WHERE e.source = 'arrears' AND e.amount > 0 AND e.contra = 'revenue'
), running AS (
    SELECT l.*, sum(l.amount) OVER (PARTITION BY l.account_id, l.debt_seq ORDER BY l.seq) AS upto FROM lowered AS l
), state AS (
    SELECT o.*, coalesce(sum(r.amount) FILTER (WHERE NOT r.is_returned), 0) AS repaid,
        coalesce(sum(r.amount) FILTER (WHERE r.is_returned), 0) AS returned,
        min(r.seq) FILTER (WHERE r.upto >= o.amount) AS settled_seq
    FROM owed AS o LEFT JOIN running AS r ON r.account_id = o.account_id AND r.debt_seq = o.seq
    GROUP BY o.account_id, o.seq, o.amount, o.day, o.workspace, o.bill_id
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
        WHEN d.returned <> s.returned THEN format('of the debt %s was given back, not %s', s.returned, d.returned)
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
            THEN format('it repaid %s and %s is allocated to debts', coalesce(e.amount, 0), coalesce(r.amount, 0)) END
    FROM (SELECT account_id, seq, amount FROM ledger.entry WHERE kind = 'repayment' AND source = 'arrears') AS e
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
