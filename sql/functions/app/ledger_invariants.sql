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
    SELECT 2, 'cash, frozen funds and arrears of an account are the sums of their entries', count(*)
    FROM ledger.account AS a
    WHERE (a.cash, a.frozen, -a.arrears) <> (
        SELECT coalesce(sum(e.amount) FILTER (WHERE e.source = 'cash'), 0),
            coalesce(sum(e.amount) FILTER (WHERE e.source = 'frozen'), 0),
            coalesce(sum(e.amount) FILTER (WHERE e.source = 'arrears'), 0)
        FROM ledger.entry AS e WHERE e.account_id = a.account_id)
    UNION ALL
    SELECT 3, 'entries are numbered without a gap, and stamped later than the one before', (
        SELECT count(*) FROM (SELECT e.seq, e.recorded_at, row_number() OVER w AS n,
                lag(e.recorded_at) OVER w AS before
            FROM ledger.entry AS e WINDOW w AS (PARTITION BY e.account_id ORDER BY e.seq)) AS x
        WHERE seq <> n OR recorded_at <= before) + (
        SELECT count(*) FROM ledger.account AS a
        LEFT JOIN (SELECT DISTINCT ON (account_id) account_id, seq, recorded_at, hash
            FROM ledger.entry ORDER BY account_id, seq DESC) AS e ON e.account_id = a.account_id
        WHERE (a.last_seq, a.last_at, a.last_hash) <> (coalesce(e.seq, 0),
            coalesce(e.recorded_at, '-infinity'), coalesce(e.hash, decode(repeat('00', 32), 'hex'))))
    UNION ALL
    SELECT 4, 'the balance after an entry is the balance before it plus its amount', count(*)
    FROM (SELECT balance_after, amount, lag(balance_after, 1, 0::bigint) OVER (
                PARTITION BY account_id, source, purse ORDER BY seq) AS before
        FROM ledger.entry WHERE source NOT IN ('aws', 'alibaba')
            AND NOT (amount = 0 AND purse IS NULL)) AS x
    WHERE balance_after <> before + amount
    UNION ALL
    SELECT 8, 'what is owed of the debts is the arrears, repayments are allocated in full', (
        SELECT count(*) FROM ledger.account AS a
        WHERE a.arrears <> (SELECT coalesce(sum(d.amount - d.repaid - d.returned), 0) FROM ledger.debt AS d
            WHERE d.account_id = a.account_id)) + (
        SELECT count(*) FROM ledger.entry AS e
        WHERE e.kind = 'repayment' AND e.source = 'arrears' AND e.amount <> (
            SELECT coalesce(sum(r.amount), 0) FROM ledger.repayment AS r
            WHERE r.account_id = e.account_id AND r.seq = e.seq)) + (
        SELECT count(*) FROM ledger.debt AS d
        WHERE d.repaid <> (SELECT coalesce(sum(r.amount), 0) FROM ledger.repayment AS r
            WHERE r.account_id = d.account_id AND r.debt_seq = d.seq)) + (
        SELECT count(*) FROM ledger.account AS a
        WHERE (SELECT coalesce(sum(d.returned), 0) FROM ledger.debt AS d
            WHERE d.account_id = a.account_id) <> (
            SELECT coalesce(sum(e.amount), 0) FROM ledger.entry AS e
            WHERE e.account_id = a.account_id AND e.source = 'arrears' AND e.kind = 'adjustment'
                AND e.amount > 0))
    UNION ALL
    SELECT 9, 'unfrozen cash and arrears never exist together', count(*)
    FROM ledger.account AS a WHERE a.cash > 0 AND a.arrears > 0
    UNION ALL
    SELECT c.number, c.name, c.violations FROM app.chain_invariants() AS c;
END;
