-- SPDX-License-Identifier: Apache-2.0
-- How a bill was paid: its postings in the order taken, each with the balance before
-- and after and the lines it paid.
CREATE OR REPLACE FUNCTION app.bill_postings_json(p_bill billing.bill) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(json_agg(json_build_object(
        'seq', e.seq, 'source', e.source, 'purse', u.id, 'purse_number', e.purse,
        'amount', app.money(p_bill.currency, -e.amount),
        'balance_before', app.money(p_bill.currency, e.balance_after - e.amount),
        'balance_after', app.money(p_bill.currency, e.balance_after),
        'recorded_at', app.instant(e.recorded_at),
        'repaid', (SELECT app.money(p_bill.currency, d.repaid) FROM ledger.debt AS d
            WHERE d.account_id = e.account_id AND d.seq = e.seq),
        'lines', (SELECT json_agg(json_build_object(
                'line', p.line, 'amount', app.money(p_bill.currency, p.amount))
                ORDER BY p.line)
            FROM unnest(e.lines, e.line_amounts) AS p (line, amount))
        ) ORDER BY e.seq), '[]')
    FROM billing.settlement AS t
    JOIN ledger.entry AS e ON e.account_id = t.account_id AND e.seq BETWEEN t.first_seq AND t.last_seq
    LEFT JOIN ledger.purse AS u ON u.account_id = e.account_id AND u.number = e.purse
    WHERE t.account_id = p_bill.account_id AND t.bill_id = p_bill.id;
END;
