-- SPDX-License-Identifier: Apache-2.0
-- freezes: holds add up to frozen funds, purses and accounts are as their entries say (16)
WITH last AS (
    SELECT DISTINCT ON (account_id, purse) account_id, purse, seq, kind
    FROM ledger.entry WHERE kind IN ('freeze', 'unfreeze') AND amount = 0
    ORDER BY account_id, purse, seq DESC
), judged AS (
    SELECT a.account_id, a.last_seq AS seq, CASE
        WHEN a.frozen <> coalesce((SELECT sum(h.remaining) FROM ledger.hold AS h
            WHERE h.account_id = a.account_id), 0) THEN 'what its holds hold is not what is frozen'
        WHEN a.holds <> (SELECT count(*) FROM ledger.hold AS h WHERE h.account_id = a.account_id)
            THEN 'the account counts its holds wrongly'
        WHEN a.is_frozen <> coalesce(l.kind = 'freeze', false)
            THEN 'the account is not frozen or open as its entries say'
        END AS detail
    FROM ledger.account AS a LEFT JOIN last AS l ON l.account_id = a.account_id AND l.purse IS NULL
    UNION ALL
    SELECT u.account_id, coalesce(l.seq, 0), CASE WHEN u.frozen <> coalesce(l.kind = 'freeze', false)
        THEN format('purse %s is not frozen or free as its entries say', u.number) END
    FROM ledger.purse AS u LEFT JOIN last AS l ON l.account_id = u.account_id AND l.purse = u.number
)
SELECT c.code AS account, j.seq, j.detail
FROM judged AS j JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
