-- SPDX-License-Identifier: Apache-2.0
-- entries: each belongs to an operation or a settlement, and to a purse that there is (15)
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), judged AS (
    SELECT e.account_id, e.seq, CASE
        WHEN o.number IS NULL AND x.operation IS DISTINCT FROM e.operation THEN 'it belongs to no operation'
        WHEN o.number IS NOT NULL AND e.kind NOT IN (o.kind, 'repayment')
            AND NOT (o.kind = 'adjustment' AND e.kind = 'expiry') THEN 'its operation is of another kind'
        WHEN e.bill_id IS NOT NULL AND (x.first_seq IS NULL OR e.seq NOT BETWEEN x.first_seq AND x.last_seq)
            THEN 'it belongs to no settlement of its bill'
        WHEN e.purse IS NOT NULL AND u.kind IS DISTINCT FROM e.source
            THEN 'it moves a purse that there is not'
        WHEN o.recorded_at > e.recorded_at THEN 'its operation is stamped later'
        END AS detail
    FROM ledger.entry AS e
    LEFT JOIN start AS s ON s.account_id = e.account_id
    LEFT JOIN ledger.operation AS o ON o.account_id = e.account_id AND o.number = e.operation
    LEFT JOIN billing.settlement AS x ON x.account_id = e.account_id AND x.bill_id = e.bill_id
    LEFT JOIN ledger.purse AS u ON u.account_id = e.account_id AND u.number = e.purse
    WHERE e.seq > coalesce(s.seq, 0)
    UNION ALL
    SELECT o.account_id, a.last_seq, CASE WHEN NOT EXISTS (SELECT FROM ledger.entry AS e
            WHERE e.account_id = o.account_id AND e.operation = o.number)
        THEN format('operation %s has no entry', o.number) END
    FROM ledger.operation AS o JOIN ledger.account AS a ON a.account_id = o.account_id
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
