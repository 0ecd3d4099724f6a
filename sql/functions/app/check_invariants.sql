-- SPDX-License-Identifier: Apache-2.0
-- The numbered invariants of the books, with how often each is broken: 0 when all
-- is well.  docs/invariants.md lists them; tests end with them.
CREATE OR REPLACE FUNCTION app.check_invariants()
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
    SELECT 5, 'the postings of a settled bill add up to its total', count(*)
    FROM billing.bill AS b JOIN billing.settlement AS s ON s.account_id = b.account_id AND s.bill_id = b.id
    LEFT JOIN (SELECT account_id, bill_id, -sum(amount) AS paid FROM ledger.entry
        WHERE bill_id IS NOT NULL GROUP BY account_id, bill_id) AS e
        ON e.account_id = b.account_id AND e.bill_id = b.id
    WHERE b.total <> coalesce(e.paid, 0)
    UNION ALL
    SELECT 6, 'the lines of a bill add up to its exact amount, the charges to its total', count(*)
    FROM billing.bill AS b
    LEFT JOIN (SELECT account_id, bill_id, sum(exact) AS exact, sum(charge) AS charge
        FROM billing.bill_line GROUP BY account_id, bill_id) AS l
        ON l.account_id = b.account_id AND l.bill_id = b.id
    WHERE b.exact <> coalesce(l.exact, 0) OR b.total <> coalesce(l.charge, 0)
        OR b.exact <> b.total * ('1e-' || app.digits(b.currency))::numeric + b.residue
    UNION ALL
    SELECT 7, 'what paid the lines adds up to the posting and to the charge', (
        SELECT count(*) FROM (SELECT account_id, seq, sum(amount) AS amount
            FROM billing.line_payment GROUP BY account_id, seq) AS p
        FULL JOIN (SELECT account_id, seq, amount FROM ledger.entry WHERE bill_id IS NOT NULL) AS e
            ON e.account_id = p.account_id AND e.seq = p.seq
        WHERE p.amount IS DISTINCT FROM -e.amount) + (
        SELECT count(*) FROM billing.bill_line AS l
        JOIN billing.settlement AS s ON s.account_id = l.account_id AND s.bill_id = l.bill_id
        LEFT JOIN (SELECT account_id, bill_id, day, line, sum(amount) AS amount
            FROM billing.line_payment GROUP BY account_id, bill_id, day, line) AS p
            ON p.account_id = l.account_id AND p.bill_id = l.bill_id AND p.day = l.day AND p.line = l.line
        WHERE l.charge <> coalesce(p.amount, 0))
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
    SELECT 9, 'unfrozen cash and arrears never exist together', count(*)
    FROM ledger.account AS a WHERE a.cash > a.frozen AND a.arrears > 0
    UNION ALL
    SELECT 10, 'a billed workspace-day has one bill, of the account it is claimed for', (
        SELECT count(*) FROM billing.workspace_day AS d
        FULL JOIN billing.bill AS b ON b.account_id = d.account_id AND b.id = d.bill_id
            AND b.workspace_id = d.workspace_id AND b.day = d.day AND b.run = d.run
        WHERE d.workspace_id IS NULL OR b.id IS NULL)
    UNION ALL
    SELECT 11, 'the days of a site adjoin and close in order', count(*)
    FROM (SELECT starts_at, day, closed_at, lag(ends_at) OVER w AS before, lag(day) OVER w AS day_before,
            lag(closing_at) OVER w AS closing_before, closing_at
        FROM metering.site_day WINDOW w AS (PARTITION BY site_id ORDER BY day)) AS x
    WHERE starts_at <> before OR day <> day_before + 1
        OR (closing_at IS NOT NULL AND closing_before IS NULL AND before IS NOT NULL)
    UNION ALL
    SELECT 12, 'a summed day of the platform''s books is the sum of its entries and comes to 0', (
        SELECT count(*) FROM (SELECT day, currency, sum(amount) AS amount
            FROM ledger.platform_day GROUP BY day, currency) AS p WHERE p.amount <> 0) + (
        SELECT count(*) FROM ledger.platform_day AS p
        FULL JOIN (
            SELECT (e.recorded_at AT TIME ZONE 'UTC')::date AS day, x.book, a.currency, sum(x.amount) AS amount
            FROM ledger.entry AS e JOIN ledger.account AS a ON a.account_id = e.account_id
            CROSS JOIN LATERAL (VALUES (e.contra, -e.amount), (e.source, e.amount)) AS x (book, amount)
            GROUP BY 1, 2, 3) AS s ON s.day = p.day AND s.book = p.book AND s.currency = p.currency
        WHERE coalesce(p.day, s.day) <= (SELECT max(day) FROM ledger.platform_day)
            AND p.amount IS DISTINCT FROM s.amount);
END;
