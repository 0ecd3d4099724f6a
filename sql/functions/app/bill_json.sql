-- SPDX-License-Identifier: Apache-2.0
-- A bill as lists show it: its total and what has paid it by now, by source: arrears
-- that were repaid count as cash.
CREATE OR REPLACE FUNCTION app.bill_json(p_bill billing.bill) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'bill', p_bill.id, 'account', a.code, 'site', s.code, 'workspace', w.code, 'day', p_bill.day,
        'run', p_bill.run, 'kind', p_bill.kind, 'corrects', p_bill.corrects,
        'state', CASE WHEN t.bill_id IS NULL THEN 'rated' ELSE 'settled' END,
        'settlement', t.method, 'currency', p_bill.currency,
        'total', app.money(p_bill.currency, p_bill.total),
        'paid', app.paid_json(p_bill.currency, t.ordinary, t.full_reduction, t.card,
            t.cash + r.repaid, t.arrears - r.repaid, t.cloud))
    FROM account.account AS a
    JOIN account.workspace AS w ON w.id = p_bill.workspace_id
    JOIN catalog.site AS s ON s.id = p_bill.site_id
    LEFT JOIN billing.settlement AS t ON t.account_id = p_bill.account_id AND t.bill_id = p_bill.id
    CROSS JOIN LATERAL (SELECT CASE WHEN t.arrears > 0 THEN (
            SELECT sum(d.repaid)::bigint FROM ledger.debt AS d
            WHERE d.account_id = t.account_id AND d.seq BETWEEN t.first_seq AND t.last_seq)
        ELSE 0 END AS repaid) AS r
    WHERE a.id = p_bill.account_id;
END;
