-- SPDX-License-Identifier: Apache-2.0
-- The invariants of accounts, purses, entries and debts, for app.check_invariants: how
-- often each is broken.
CREATE OR REPLACE FUNCTION app.ledger_invariants()
RETURNS TABLE (number int, name text, violations bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT 1, 'the balance of a purse is the sum of its entries', count(*)
    FROM ledger.purse AS p
    WHERE p.balance <> (SELECT coalesce(sum(e.amount), 0) FROM ledger.entry AS e
        WHERE e.account_id = p.account_id AND e.purse = p.number)
    UNION ALL
    SELECT 2, 'cash and arrears of an account are the sums of their entries', count(*)
    FROM ledger.account AS a
    WHERE (a.cash, -a.arrears) <> (
        SELECT coalesce(sum(e.amount) FILTER (WHERE e.source = 'cash'), 0),
            coalesce(sum(e.amount) FILTER (WHERE e.source = 'arrears'), 0)
        FROM ledger.entry AS e WHERE e.account_id = a.account_id)
    UNION ALL
    SELECT 3, 'entries are numbered without a gap, and stamped later than the one before', count(*)
    FROM (SELECT e.seq, e.recorded_at, a.last_seq, a.last_at,
            row_number() OVER w AS n, lag(e.recorded_at) OVER w AS before, lead(e.seq) OVER w AS next
        FROM ledger.entry AS e JOIN ledger.account AS a ON a.account_id = e.account_id
        WINDOW w AS (PARTITION BY e.account_id ORDER BY e.seq)) AS x
    WHERE seq <> n OR recorded_at <= before OR (next IS NULL AND (seq, recorded_at) <> (last_seq, last_at))
    UNION ALL
    SELECT 4, 'the balance after an entry is the balance before it plus its amount', count(*)
    FROM (SELECT balance_after, amount, lag(balance_after, 1, 0::bigint) OVER (
                PARTITION BY account_id, source, purse ORDER BY seq) AS before
        FROM ledger.entry WHERE source NOT IN ('aws', 'alibaba')) AS x
    WHERE balance_after <> before + amount
    UNION ALL
    SELECT 8, 'what is owed of the debts is the arrears, repayments are allocated in full', (
        SELECT count(*) FROM ledger.account AS a
        WHERE a.arrears <> (SELECT coalesce(sum(d.amount - d.repaid), 0) FROM ledger.debt AS d
            WHERE d.account_id = a.account_id)) + (
        SELECT count(*) FROM ledger.entry AS e
        WHERE e.kind = 'repayment' AND e.source = 'arrears' AND e.amount <> (
            SELECT coalesce(sum(r.amount), 0) FROM ledger.repayment AS r
            WHERE r.account_id = e.account_id AND r.seq = e.seq)) + (
        SELECT count(*) FROM ledger.debt AS d
        WHERE d.repaid <> (SELECT coalesce(sum(r.amount), 0) FROM ledger.repayment AS r
            WHERE r.account_id = d.account_id AND r.debt_seq = d.seq))
    UNION ALL
    SELECT 13, 'each entry knows all balances after it, and the last ones are the account''s', (
        SELECT count(*) FROM (SELECT cash_after, vouchers_after, stored_value_after,
                sum(amount) FILTER (WHERE source = 'cash') OVER w AS cash,
                sum(amount) FILTER (WHERE source IN ('ordinary', 'full_reduction')) OVER w AS vouchers,
                sum(amount) FILTER (WHERE source IN ('card', 'arrears')) OVER w AS stored_value
            FROM ledger.entry WINDOW w AS (PARTITION BY account_id ORDER BY seq)) AS x
        WHERE (cash_after, vouchers_after, stored_value_after)
            <> (coalesce(cash, 0), coalesce(vouchers, 0), coalesce(stored_value, 0))) + (
        SELECT count(*) FROM ledger.account AS a
        WHERE (a.vouchers, a.cards) <> (SELECT p.vouchers, p.cards FROM app.purse_totals(a.account_id) AS p))
    UNION ALL
    SELECT 9, 'unfrozen cash and arrears never exist together', count(*)
    FROM ledger.account AS a WHERE a.cash > a.frozen AND a.arrears > 0;
END;
