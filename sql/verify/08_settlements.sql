-- SPDX-License-Identifier: Apache-2.0
-- settlements: entries, sums by source and method; bills in their order (5, 7, 10)
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), settled AS (
    SELECT x.*, b.day, b.ends_at, b.kind, b.total, b.input_hash, b.workspace_id, w.code AS workspace
    FROM billing.settlement AS x
    JOIN billing.bill AS b ON b.account_id = x.account_id AND b.id = x.bill_id
    JOIN account.workspace AS w ON w.id = b.workspace_id
    LEFT JOIN start AS s ON s.account_id = x.account_id
    WHERE x.first_seq IS NULL OR x.first_seq > coalesce(s.seq, 0)
), paid AS (
    SELECT e.account_id, e.bill_id, min(e.seq) AS first_seq, max(e.seq) AS last_seq, count(*) AS entries,
        min(e.operation) AS operation, max(e.operation) AS last_operation,
        bool_and(e.evidence IS NOT DISTINCT FROM x.input_hash) AS is_evident,
        bool_and(e.effective_day = x.day OR x.kind <> 'daily') AS is_its_day,
        -coalesce(sum(e.amount) FILTER (WHERE e.source = 'ordinary'), 0) AS ordinary,
        -coalesce(sum(e.amount) FILTER (WHERE e.source = 'full_reduction'), 0) AS full_reduction,
        -coalesce(sum(e.amount) FILTER (WHERE e.source = 'card'), 0) AS card,
        -coalesce(sum(e.amount) FILTER (WHERE e.source = 'cash'), 0) AS cash,
        -coalesce(sum(e.amount) FILTER (WHERE e.source = 'arrears'), 0) AS arrears,
        -coalesce(sum(e.amount) FILTER (WHERE e.source IN ('aws', 'alibaba')), 0) AS cloud
    FROM settled AS x
    JOIN ledger.entry AS e ON e.account_id = x.account_id AND e.bill_id = x.bill_id AND e.contra = 'revenue'
    GROUP BY e.account_id, e.bill_id
), lined AS (
    SELECT e.account_id, e.bill_id, l.line, sum(l.amount) AS amount
    FROM settled AS x
    JOIN ledger.entry AS e ON e.account_id = x.account_id AND e.bill_id = x.bill_id AND e.contra = 'revenue'
    CROSS JOIN LATERAL unnest(e.lines, e.line_amounts) AS l (line, amount)
    GROUP BY e.account_id, e.bill_id, l.line
), ordered AS (
    SELECT account_id, bill_id, first_seq, ends_at, workspace, lag(ends_at) OVER w AS ends_before,
        lag(workspace) OVER w AS workspace_before
    FROM settled AS x
    WHERE kind = 'daily' AND first_seq IS NOT NULL AND NOT EXISTS (
        SELECT FROM billing.close_fault AS f WHERE f.workspace_id = x.workspace_id AND f.day = x.day)
    WINDOW w AS (PARTITION BY account_id ORDER BY first_seq)
), judged AS (
    SELECT x.account_id, x.bill_id, coalesce(x.first_seq, p.first_seq) AS seq, CASE
        WHEN (p.first_seq IS NULL) <> (x.total = 0) OR x.first_seq IS DISTINCT FROM p.first_seq
            OR x.last_seq IS DISTINCT FROM p.last_seq OR p.entries <> p.last_seq - p.first_seq + 1
            THEN format('it is settled by entries %s to %s, which are not there', x.first_seq, x.last_seq)
        WHEN x.operation IS DISTINCT FROM p.operation OR x.operation IS DISTINCT FROM p.last_operation
            THEN 'its entries are of another operation'
        WHEN (x.ordinary, x.full_reduction, x.card, x.cash, x.arrears, x.cloud)
            <> (coalesce(p.ordinary, 0), coalesce(p.full_reduction, 0), coalesce(p.card, 0),
                coalesce(p.cash, 0), coalesce(p.arrears, 0), coalesce(p.cloud, 0))
            THEN 'its settlement says other sums than its entries'
        WHEN x.total <> x.ordinary + x.full_reduction + x.card + x.cash + x.arrears + x.cloud
            THEN 'what paid it does not add up to its total'
        WHEN NOT p.is_evident THEN 'its entries have the hash of other inputs'
        WHEN NOT p.is_its_day THEN 'its entries are of another day'
        WHEN x.kind = 'daily' AND x.method <> coalesce((
            SELECT m.method FROM account.workspace_settlement AS m
            WHERE m.workspace_id = x.workspace_id AND m.from_day <= x.day
            ORDER BY m.from_day DESC LIMIT 1), 'account')
            THEN format('it is settled by %s, which was not the method of its day', x.method)
        END AS detail
    FROM settled AS x LEFT JOIN paid AS p ON p.account_id = x.account_id AND p.bill_id = x.bill_id
    UNION ALL
    SELECT x.account_id, x.bill_id, x.first_seq, CASE
        WHEN l.line IS NULL OR l.charge IS DISTINCT FROM coalesce(p.amount, 0)
            THEN format('line %s is charged %s and paid %s', coalesce(l.line, p.line), l.charge, p.amount) END
    FROM settled AS x
    JOIN billing.bill_line AS l ON l.account_id = x.account_id AND l.bill_id = x.bill_id AND l.day = x.day
    LEFT JOIN lined AS p ON p.account_id = l.account_id AND p.bill_id = l.bill_id AND p.line = l.line
    UNION ALL
    SELECT e.account_id, e.bill_id, e.seq, CASE WHEN -e.amount <> coalesce((SELECT sum(a)
            FROM unnest(e.line_amounts) AS a), 0)
                THEN format('entry %s is not what it paid of the lines', e.seq) END
    FROM settled AS x
    JOIN ledger.entry AS e ON e.account_id = x.account_id AND e.bill_id = x.bill_id AND e.contra = 'revenue'
    UNION ALL
    SELECT account_id, bill_id, first_seq, CASE WHEN (ends_at, workspace) < (ends_before, workspace_before)
        THEN 'it was settled after a bill that comes later' END
    FROM ordered
)
SELECT c.code AS account, j.seq, format('bill %s: %s', j.bill_id, j.detail) AS detail
FROM judged AS j JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
