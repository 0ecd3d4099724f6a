-- SPDX-License-Identifier: Apache-2.0
-- The invariants of bills: their lines, their postings and the days they are claimed
-- for, for app.check_invariants: how often each is broken.
CREATE OR REPLACE FUNCTION app.bill_invariants()
RETURNS TABLE (number int, name text, violations bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT 5, 'the postings of a settled bill add up to its total, and by source to its settlement', count(*)
    FROM billing.bill AS b JOIN billing.settlement AS s ON s.account_id = b.account_id AND s.bill_id = b.id
    LEFT JOIN (SELECT account_id, bill_id, -sum(amount) AS paid,
            -sum(amount) FILTER (WHERE source = 'ordinary') AS ordinary,
            -sum(amount) FILTER (WHERE source = 'full_reduction') AS full_reduction,
            -sum(amount) FILTER (WHERE source = 'card') AS card,
            -sum(amount) FILTER (WHERE source = 'cash') AS cash,
            -sum(amount) FILTER (WHERE source = 'arrears') AS arrears
        FROM ledger.entry WHERE bill_id IS NOT NULL GROUP BY account_id, bill_id) AS e
        ON e.account_id = b.account_id AND e.bill_id = b.id
    WHERE b.total <> coalesce(e.paid, 0)
        OR b.total <> s.ordinary + s.full_reduction + s.card + s.cash + s.arrears + s.cloud
        OR (s.ordinary, s.full_reduction, s.card, s.cash, s.arrears) <> (coalesce(e.ordinary, 0),
            coalesce(e.full_reduction, 0), coalesce(e.card, 0), coalesce(e.cash, 0), coalesce(e.arrears, 0))
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
        SELECT count(*) FROM ledger.entry AS e
        WHERE e.bill_id IS NOT NULL AND e.contra = 'revenue'
            AND -e.amount IS DISTINCT FROM (SELECT sum(a) FROM unnest(e.line_amounts) AS a)) + (
        SELECT count(*) FROM billing.bill_line AS l
        JOIN billing.settlement AS s ON s.account_id = l.account_id AND s.bill_id = l.bill_id
        LEFT JOIN (SELECT e.account_id, e.bill_id, p.line, sum(p.amount) AS amount
            FROM ledger.entry AS e CROSS JOIN LATERAL unnest(e.lines, e.line_amounts) AS p (line, amount)
            WHERE e.bill_id IS NOT NULL AND e.contra = 'revenue'
            GROUP BY e.account_id, e.bill_id, p.line) AS p
            ON p.account_id = l.account_id AND p.bill_id = l.bill_id AND p.line = l.line
        WHERE l.charge <> coalesce(p.amount, 0))
    UNION ALL
    SELECT 10, 'a billed workspace-day has one bill, of the account it is claimed for', (
        SELECT count(*) FROM billing.workspace_day AS d
        FULL JOIN billing.bill AS b ON b.account_id = d.account_id AND b.id = d.bill_id
            AND b.workspace_id = d.workspace_id AND b.day = d.day AND b.run = d.run
        WHERE d.workspace_id IS NULL OR b.id IS NULL)
    UNION ALL
    SELECT 17, 'a bill and its corrections give back no more than each source took of them', count(*)
    FROM (SELECT 1 FROM billing.bill AS b
        JOIN ledger.entry AS e ON e.account_id = b.account_id AND e.bill_id = b.id
        GROUP BY b.account_id, coalesce(b.corrects, b.id), e.purse,
            CASE e.source WHEN 'arrears' THEN 'cash' ELSE e.source END
        HAVING sum(e.amount) > 0) AS x;
END;
