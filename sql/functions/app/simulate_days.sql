-- SPDX-License-Identifier: Apache-2.0
-- Settles p_days days of average bills against a copy of the account, from the day after the
-- last billed one on: when purses run out or expire unused, when cash ends and arrears begin.
-- Locks nothing of the account; meant to be rolled back.  Raises LG005: too many bills.
CREATE OR REPLACE FUNCTION app.simulate_days(p_account account.account, p_days int) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
    v_today CONSTANT date := app.account_today(p_account);
    v_first CONSTANT ledger.account := app.stage_account(p_account);
    v_account ledger.account := v_first;
    v_average json;
    v_basis json;
    v_from date;
    v_all billing.due[];
    v_due billing.due;
    v_points ledger.account[] := array_fill(v_first, ARRAY[p_days]);
BEGIN
    SELECT json_agg(a ORDER BY a.site, a.workspace, a.method), coalesce(min(a.last) + 1, v_today),
        CASE WHEN count(*) > 0 THEN json_build_object('from', min(a.first), 'until', min(a.last),
            'days', min(a.last) - min(a.first) + 1, 'bills', min(a.bills)) END
    INTO v_average, v_from, v_basis FROM app.average_bills(p_account.id, v_today) AS a;
    IF json_array_length(v_average) * p_days > 8000 THEN
        PERFORM app.fail_field('/days', format('at most %s, as %s bills a day are settled',
            8000 / json_array_length(v_average), json_array_length(v_average)));
    END IF;
    v_all := app.stage_days(v_first, coalesce(v_average, '[]'), v_from, p_days,
        (v_now AT TIME ZONE 'UTC')::date);
    FOREACH v_due IN ARRAY v_all LOOP
        PERFORM app.settle_due(v_account, v_due);
        SELECT * INTO STRICT v_account FROM ledger.account WHERE account_id = v_first.account_id;
        v_points[v_due.place + 1] := v_account;
    END LOOP;
    RETURN app.simulated_days_json(p_account, v_first, v_points, v_all, v_from, v_average, v_basis, v_now);
END
$$;
