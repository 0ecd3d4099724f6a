-- SPDX-License-Identifier: Apache-2.0
-- Count, sum and payment by source of the bills that app.account_bills gives for the
-- same arguments; arrears that were repaid count as cash, as in app.bill_json.
CREATE OR REPLACE FUNCTION app.bill_totals_json(
    p_currency text, p_account_id uuid, p_from date, p_until date, p_site text, p_workspace text,
    p_settlement text, p_state text)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH bill AS MATERIALIZED (
        SELECT b.id, b.total FROM app.account_bills(
            p_account_id, p_from, p_until, p_site, p_workspace, p_settlement, p_state) AS b
    ), paid AS (
        SELECT sum(t.ordinary)::bigint AS ordinary, sum(t.full_reduction)::bigint AS full_reduction,
            sum(t.card)::bigint AS card, sum(t.cash)::bigint AS cash, sum(t.arrears)::bigint AS arrears,
            sum(t.cloud)::bigint AS cloud
        FROM bill AS b JOIN billing.settlement AS t ON t.account_id = p_account_id AND t.bill_id = b.id
    ), repaid AS (
        SELECT coalesce(sum(d.repaid), 0)::bigint AS amount
        FROM ledger.debt AS d
        JOIN ledger.entry AS e ON e.account_id = d.account_id AND e.seq = d.seq
        JOIN bill AS b ON b.id = e.bill_id
        WHERE d.account_id = p_account_id AND d.day >= p_from AND d.day <= p_until AND d.repaid > 0
    )
    SELECT json_build_object(
        'count', (SELECT count(*) FROM bill),
        'total', app.money(p_currency, (SELECT coalesce(sum(b.total), 0)::bigint FROM bill AS b)),
        'paid', app.paid_json(p_currency, p.ordinary, p.full_reduction, p.card, p.cash + r.amount,
            p.arrears - r.amount, p.cloud))
    FROM paid AS p CROSS JOIN repaid AS r;
END;
