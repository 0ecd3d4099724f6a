-- SPDX-License-Identifier: Apache-2.0
-- blocks: numbers, leaves, root, digest, and the digest before
WITH RECURSIVE tree AS (
    SELECT h.block, array_agg(sha256('\x00'::bytea || uuid_send(h.account_id) || int8send(h.seq) || h.hash)
            ORDER BY h.account_id) AS nodes, count(*) AS heads,
        bool_and(h.place = h.rank) AS in_order
    FROM (SELECT *, row_number() OVER (PARTITION BY block ORDER BY account_id) AS rank FROM ledger.block_head
        WHERE block > coalesce($1::bigint, 0)) AS h
    GROUP BY h.block
    UNION ALL
    SELECT t.block, (
            SELECT array_agg(CASE WHEN right_hand.node IS NULL THEN n.node
                ELSE sha256('\x01'::bytea || n.node || right_hand.node) END ORDER BY n.place)
            FROM unnest(t.nodes) WITH ORDINALITY AS n (node, place)
            LEFT JOIN unnest(t.nodes) WITH ORDINALITY AS right_hand (node, place)
                ON right_hand.place = n.place + 1
            WHERE n.place % 2 = 1),
        t.heads, t.in_order
    FROM tree AS t WHERE cardinality(t.nodes) > 1
), judged AS (
    SELECT b.number, CASE
        WHEN b.number <> coalesce(lag(b.number) OVER w, 0) + 1 THEN 'is not the next after the block before'
        WHEN b.previous <> coalesce(lag(b.digest) OVER w, decode(repeat('00', 32), 'hex'))
            THEN 'does not follow from the digest before'
        WHEN b.made_at < lag(b.made_at) OVER w THEN 'is stamped before the block before'
        WHEN b.number <= $1::bigint THEN NULL
        WHEN t.heads IS DISTINCT FROM b.heads OR NOT t.in_order THEN 'has other heads than it counts'
        WHEN t.nodes[1] <> b.root THEN 'has a root that does not follow from its heads'
        WHEN b.digest <> sha256('\x02'::bytea || int8send(b.number)
            || int8send((extract(epoch FROM b.made_at) * 1000000)::bigint) || int8send(b.heads::bigint)
            || b.previous || b.root) THEN 'has a digest that does not follow from it'
        END AS detail
    FROM ledger.block AS b
    LEFT JOIN tree AS t ON t.block = b.number AND cardinality(t.nodes) = 1
    WINDOW w AS (ORDER BY b.number)
)
SELECT NULL::text AS account, NULL::bigint AS seq, format('block %s %s', number, detail) AS detail
FROM judged WHERE detail IS NOT NULL
UNION ALL
SELECT NULL, NULL, format('there are heads of a block %s that is missing', h.block)
FROM (SELECT DISTINCT block FROM ledger.block_head) AS h
WHERE NOT EXISTS (SELECT FROM ledger.block AS b WHERE b.number = h.block)
UNION ALL
SELECT NULL, NULL, format('block %s is trusted and missing', $1)
WHERE $1 IS NOT NULL AND NOT EXISTS (SELECT FROM ledger.block WHERE number = $1)
