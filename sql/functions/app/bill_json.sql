-- SPDX-License-Identifier: Apache-2.0
-- A bill as lists show it: its total and what has paid it by now, by source: arrears
-- that were repaid count as cash.  cloud is aws and alibaba together.
CREATE OR REPLACE FUNCTION app.bill_json(p_bill billing.bill) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'bill', p_bill.id, 'account', a.code, 'site', s.code, 'workspace', w.code, 'day', p_bill.day,
        'run', p_bill.run, 'state', CASE WHEN t.bill_id IS NULL THEN 'rated' ELSE 'settled' END,
        'settlement', t.method, 'currency', p_bill.currency,
        'total', app.money(p_bill.currency, p_bill.total),
        'paid', json_build_object(
            'ordinary', app.money(p_bill.currency, e.ordinary),
            'full_reduction', app.money(p_bill.currency, e.full_reduction),
            'card', app.money(p_bill.currency, e.card),
            'cash', app.money(p_bill.currency, e.cash),
            'arrears', app.money(p_bill.currency, e.arrears),
            'cloud', app.money(p_bill.currency, e.cloud)))
    FROM account.account AS a
    JOIN account.workspace AS w ON w.id = p_bill.workspace_id
    JOIN catalog.site AS s ON s.id = p_bill.site_id
    LEFT JOIN billing.settlement AS t ON t.account_id = p_bill.account_id AND t.bill_id = p_bill.id
    CROSS JOIN LATERAL (
        SELECT
            coalesce(-sum(x.amount) FILTER (WHERE x.source = 'ordinary'), 0)::bigint AS ordinary,
            coalesce(-sum(x.amount) FILTER (WHERE x.source = 'full_reduction'), 0)::bigint AS full_reduction,
            coalesce(-sum(x.amount) FILTER (WHERE x.source = 'card'), 0)::bigint AS card,
            (coalesce(-sum(x.amount) FILTER (WHERE x.source = 'cash'), 0)
                + coalesce(sum(d.repaid), 0))::bigint AS cash,
            (coalesce(-sum(x.amount) FILTER (WHERE x.source = 'arrears'), 0)
                - coalesce(sum(d.repaid), 0))::bigint AS arrears,
            coalesce(-sum(x.amount) FILTER (WHERE x.source IN ('aws', 'alibaba')), 0)::bigint AS cloud
        FROM app.bill_entries(p_bill.account_id, p_bill.id) AS x
        LEFT JOIN ledger.debt AS d ON d.account_id = x.account_id AND d.seq = x.seq) AS e
    WHERE a.id = p_bill.account_id;
END;
