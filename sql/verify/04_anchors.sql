-- SPDX-License-Identifier: Apache-2.0
-- anchored heads: the entries that they name are there and unchanged
WITH trusted AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), head AS (
    SELECT h.account_id, h.block, h.seq, h.hash,
        lag(h.seq, 1, 0::bigint) OVER (PARTITION BY h.account_id ORDER BY h.block) AS seq_before
    FROM ledger.block_head AS h LEFT JOIN trusted AS t ON t.account_id = h.account_id
    WHERE h.seq >= coalesce(t.seq, 0)
), judged AS (
    SELECT h.account_id, h.seq, CASE
        WHEN e.seq IS NULL THEN format('block %s anchors an entry that is missing', h.block)
        WHEN e.hash <> h.hash THEN format('block %s anchors another hash', h.block)
        WHEN h.seq <= h.seq_before THEN format('block %s anchors what an earlier one has', h.block)
        END AS detail
    FROM head AS h LEFT JOIN ledger.entry AS e ON e.account_id = h.account_id AND e.seq = h.seq
    UNION ALL
    SELECT coalesce(h.account_id, n.account_id), coalesce(h.seq, n.seq), CASE
        WHEN n.seq IS NULL OR h.seq IS NULL OR (n.block, n.seq) <> (h.block, h.seq)
            THEN 'its last anchor is not its last head in a block' END
    FROM (SELECT DISTINCT ON (account_id) account_id, block, seq FROM ledger.block_head
        ORDER BY account_id, seq DESC) AS h
    FULL JOIN ledger.anchor AS n ON n.account_id = h.account_id
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
