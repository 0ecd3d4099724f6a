-- SPDX-License-Identifier: Apache-2.0
-- What became of a staged case once it is settled, as tests/cases writes it.
CREATE OR REPLACE FUNCTION app.case_result(p_case json, p_due billing.due) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (SELECT json_build_object(
            'id', p_case -> 'id',
            'total', app.money(a.currency, p_due.total),
            'charges', (SELECT coalesce(json_agg(app.money(a.currency, l.charge) ORDER BY l.line), '[]')
                FROM billing.bill_line AS l
                WHERE l.account_id = a.account_id AND l.bill_id = p_due.bill_id AND l.day = p_due.day),
            'postings', (SELECT coalesce(json_agg(json_build_object(
                    'source', coalesce(p_case -> 'purses' -> (e.purse - 1) ->> 'id', e.source),
                    'amount', app.money(a.currency, -e.amount),
                    'balance_after', app.money(a.currency, e.balance_after)) ORDER BY e.seq), '[]')
                FROM ledger.entry AS e WHERE e.account_id = a.account_id),
            'cash_after', app.money(a.currency, a.cash),
            'arrears_after', app.money(a.currency, a.arrears),
            'cloud', app.money(a.currency, (SELECT coalesce(-sum(e.amount), 0)::bigint FROM ledger.entry AS e
                WHERE e.account_id = a.account_id AND e.source IN ('aws', 'alibaba'))))
        FROM ledger.account AS a WHERE a.account_id = p_due.account_id);
END
$$;
