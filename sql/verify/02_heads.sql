-- SPDX-License-Identifier: Apache-2.0
-- accounts: each knows its last entry and the balances after it (2, 3, 9, 13)
WITH last AS (
    SELECT a.account_id AS id, a.last_seq AS known_seq, a.last_at, a.last_hash, a.last_operation, a.cash,
        a.frozen, a.arrears, a.ordinary, a.full_reduction, a.cards, e.*
    FROM ledger.account AS a
    LEFT JOIN LATERAL (SELECT * FROM ledger.entry AS x WHERE x.account_id = a.account_id
        ORDER BY x.seq DESC LIMIT 1) AS e ON true
), judged AS (
    SELECT id, greatest(known_seq, seq) AS seq, CASE
        WHEN known_seq <> coalesce(seq, 0)
            THEN format('the account says that entry %s is its last, the journal says %s', known_seq,
                coalesce(seq, 0))
        WHEN last_hash <> coalesce(hash, decode(repeat('00', 32), 'hex'))
            THEN 'the account has another last hash'
        WHEN last_at <> coalesce(recorded_at, '-infinity') THEN 'the account has another last stamp'
        WHEN last_operation < coalesce(operation, 0) THEN 'the account has an older last operation'
        WHEN (cash, frozen, arrears, ordinary, full_reduction, cards)
            <> (coalesce(cash_after, 0), coalesce(frozen_after, 0), coalesce(arrears_after, 0),
                coalesce(ordinary_after, 0), coalesce(full_reduction_after, 0), coalesce(cards_after, 0))
            THEN 'the account''s balances are not those after its last entry'
        WHEN cash > 0 AND arrears > 0 THEN 'it has unfrozen cash and arrears'
        END AS detail
    FROM last
)
SELECT c.code AS account, j.seq, j.detail
FROM judged AS j JOIN account.account AS c ON c.id = j.id
WHERE j.detail IS NOT NULL
UNION ALL
SELECT coalesce(c.code, x.account_id::text), 1, 'there are entries of an account without books'
FROM (SELECT DISTINCT e.account_id FROM ledger.entry AS e
    WHERE NOT EXISTS (SELECT FROM ledger.account AS a WHERE a.account_id = e.account_id)) AS x
LEFT JOIN account.account AS c ON c.id = x.account_id
