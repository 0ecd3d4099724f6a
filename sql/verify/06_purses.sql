-- SPDX-License-Identifier: Apache-2.0
-- purses: balances are the sums of entries, terms those of the entry that filled them (1, 13)
-- The evidence of the filling entry is put together here by hand: docs/money.md lists its fields.
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), moved AS (
    SELECT e.account_id, e.purse, sum(e.amount) AS balance, min(e.seq) AS first_seq, max(e.seq) AS last_seq
    FROM ledger.entry AS e WHERE e.purse IS NOT NULL GROUP BY e.account_id, e.purse
), terms AS (
    SELECT u.*, sha256('\x01'::bytea
        || '\x00000008'::bytea || int8send(u.number::bigint)
        || '\x00000008'::bytea || int8send(u.face)
        || '\x00000008'::bytea || int8send(u.min_spend)
        || coalesce('\x00000008'::bytea || int8send((extract(epoch FROM u.valid_from) * 1000000)::bigint),
            '\xffffffff')
        || coalesce('\x00000008'::bytea || int8send((extract(epoch FROM u.expires_at) * 1000000)::bigint),
            '\xffffffff')
        || '\x00000010'::bytea || uuid_send(u.id)
        || int4send(octet_length(u.kind)) || convert_to(u.kind, 'UTF8')
        || int4send(octet_length(u.origin)) || convert_to(u.origin, 'UTF8')
        || coalesce(int4send(octet_length(array_to_string(u.items, ',')))
            || convert_to(array_to_string(u.items, ','), 'UTF8'), '\xffffffff')) AS evidence
    FROM ledger.purse AS u
), judged AS (
    SELECT coalesce(t.account_id, m.account_id) AS account_id, coalesce(m.last_seq, 0) AS seq, CASE
        WHEN m.purse IS NULL THEN format('purse %s was never filled', t.number)
        WHEN t.number IS NULL THEN format('purse %s is missing', m.purse)
        WHEN t.balance <> m.balance
            THEN format('purse %s holds %s, its entries %s', t.number, t.balance, m.balance)
        WHEN t.is_over AND t.balance <> 0 THEN format('purse %s is over and holds %s', t.number, t.balance)
        END AS detail
    FROM terms AS t FULL JOIN moved AS m ON m.account_id = t.account_id AND m.purse = t.number
    UNION ALL
    SELECT t.account_id, m.first_seq, CASE
        WHEN f.evidence IS DISTINCT FROM t.evidence
            THEN format('the terms of purse %s are not those it was filled by', t.number)
        WHEN f.amount <> t.face OR f.source <> t.kind
            THEN format('purse %s was not filled with its face', t.number)
        WHEN t.created_at IS DISTINCT FROM f.recorded_at AND t.created_at > f.recorded_at
            THEN format('purse %s was made after it was filled', t.number)
        END
    FROM terms AS t JOIN moved AS m ON m.account_id = t.account_id AND m.purse = t.number
    JOIN ledger.entry AS f ON f.account_id = m.account_id AND f.seq = m.first_seq
    LEFT JOIN start AS s ON s.account_id = t.account_id
    WHERE m.first_seq > coalesce(s.seq, 0)
    UNION ALL
    SELECT a.account_id, a.last_seq, CASE
        WHEN (a.ordinary, a.full_reduction, a.cards) <> (coalesce(sum(u.balance)
                FILTER (WHERE u.kind = 'ordinary'), 0),
            coalesce(sum(u.balance) FILTER (WHERE u.kind = 'full_reduction'), 0),
            coalesce(sum(u.balance) FILTER (WHERE u.kind = 'card'), 0))
            THEN 'what the account''s vouchers and cards hold is not the sum of its purses'
        WHEN a.purses <> count(u.number) OR a.purses <> coalesce(max(u.number), 0)
            THEN 'the account counts its purses wrongly' END
    FROM ledger.account AS a LEFT JOIN ledger.purse AS u ON u.account_id = a.account_id
    GROUP BY a.account_id
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
