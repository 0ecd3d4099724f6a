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
        SELECT b.id, b.day, b.total FROM app.account_bills(
            p_account_id, p_from, p_until, p_site, p_workspace, p_settlement, p_state) AS b
    ), posting AS (
        SELECT p.seq, sum(p.amount) AS amount
        FROM bill AS b
        JOIN billing.line_payment AS p
            ON p.account_id = p_account_id AND p.bill_id = b.id AND p.day = b.day
        WHERE p.day >= p_from AND p.day <= p_until
        GROUP BY p.seq
    ), paid AS (
        SELECT e.source, sum(p.amount)::bigint AS amount, coalesce(sum(d.repaid), 0)::bigint AS repaid
        FROM posting AS p
        JOIN ledger.entry AS e ON e.account_id = p_account_id AND e.seq = p.seq
        LEFT JOIN ledger.debt AS d ON d.account_id = p_account_id AND d.seq = p.seq
        GROUP BY e.source
    )
    SELECT json_build_object(
        'count', (SELECT count(*) FROM bill),
        'total', app.money(p_currency, (SELECT coalesce(sum(b.total), 0)::bigint FROM bill AS b)),
        'paid', (SELECT app.paid_json(p_currency,
            sum(amount) FILTER (WHERE source = 'ordinary')::bigint,
            sum(amount) FILTER (WHERE source = 'full_reduction')::bigint,
            sum(amount) FILTER (WHERE source = 'card')::bigint,
            (coalesce(sum(amount) FILTER (WHERE source = 'cash'), 0) + coalesce(sum(repaid), 0))::bigint,
            (coalesce(sum(amount) FILTER (WHERE source = 'arrears'), 0) - coalesce(sum(repaid), 0))::bigint,
            sum(amount) FILTER (WHERE source IN ('aws', 'alibaba'))::bigint)
            FROM paid));
END;
