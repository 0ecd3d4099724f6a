-- SPDX-License-Identifier: Apache-2.0
-- replay: all balances after each entry are the sums of the entries (4, 13)
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), opening AS (
    SELECT e.* FROM start AS s JOIN ledger.entry AS e ON e.account_id = s.account_id AND e.seq = s.seq
), purse_opening AS (
    SELECT DISTINCT ON (e.account_id, e.purse) e.account_id, e.purse, e.balance_after
    FROM start AS s JOIN ledger.entry AS e ON e.account_id = s.account_id AND e.seq <= s.seq
    WHERE e.purse IS NOT NULL ORDER BY e.account_id, e.purse, e.seq DESC
), replayed AS (
    SELECT e.account_id, e.seq, e.operation, e.source, e.purse, e.balance_after, e.cash_after, e.frozen_after,
        e.arrears_after, e.ordinary_after, e.full_reduction_after, e.cards_after,
        lead(e.operation) OVER w AS operation_after,
        coalesce(o.cash_after, 0)
            + coalesce(sum(e.amount) FILTER (WHERE e.source = 'cash') OVER w, 0) AS cash,
        coalesce(o.frozen_after, 0)
            + coalesce(sum(e.amount) FILTER (WHERE e.source = 'frozen') OVER w, 0) AS frozen,
        coalesce(o.arrears_after, 0)
            - coalesce(sum(e.amount) FILTER (WHERE e.source = 'arrears') OVER w, 0) AS arrears,
        coalesce(o.ordinary_after, 0)
            + coalesce(sum(e.amount) FILTER (WHERE e.source = 'ordinary') OVER w, 0) AS ordinary,
        coalesce(o.full_reduction_after, 0)
            + coalesce(sum(e.amount) FILTER (WHERE e.source = 'full_reduction') OVER w, 0) AS full_reduction,
        coalesce(o.cards_after, 0)
            + coalesce(sum(e.amount) FILTER (WHERE e.source = 'card') OVER w, 0) AS cards,
        CASE WHEN e.purse IS NOT NULL THEN coalesce(p.balance_after, 0)
            + sum(e.amount) OVER (PARTITION BY e.account_id, e.purse ORDER BY e.seq) END AS in_purse
    FROM ledger.entry AS e
    LEFT JOIN opening AS o ON o.account_id = e.account_id
    LEFT JOIN purse_opening AS p ON p.account_id = e.account_id AND p.purse = e.purse
    WHERE e.seq > coalesce(o.seq, 0)
    WINDOW w AS (PARTITION BY e.account_id ORDER BY e.seq)
), judged AS (
    SELECT account_id, seq, CASE
        WHEN cash_after <> cash THEN format('cash is %s after it, not %s', cash, cash_after)
        WHEN frozen_after <> frozen THEN format('frozen funds are %s after it, not %s', frozen, frozen_after)
        WHEN arrears_after <> arrears THEN format('arrears are %s after it, not %s', arrears, arrears_after)
        WHEN ordinary_after <> ordinary
            THEN format('ordinary vouchers are %s after it, not %s', ordinary, ordinary_after)
        WHEN full_reduction_after <> full_reduction
            THEN format('full-reduction vouchers are %s after it, not %s', full_reduction,
                full_reduction_after)
        WHEN cards_after <> cards THEN format('cards are %s after it, not %s', cards, cards_after)
        WHEN balance_after IS DISTINCT FROM CASE source
                WHEN 'cash' THEN cash WHEN 'frozen' THEN frozen WHEN 'arrears' THEN -arrears ELSE in_purse END
            THEN format('the balance of its source is not %s after it',
                coalesce(balance_after::text, 'unknown'))
        WHEN least(cash, frozen, arrears, in_purse) < 0 THEN 'a balance is below 0 after it'
        WHEN cash > 0 AND arrears > 0 AND operation_after IS DISTINCT FROM operation
            THEN 'unfrozen cash and arrears exist after its operation'
        END AS detail
    FROM replayed
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
