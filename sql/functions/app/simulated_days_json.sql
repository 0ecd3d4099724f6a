-- SPDX-License-Identifier: Apache-2.0
-- The answer of app.simulate_days: p_points are the copy's rows after each day's bills from
-- p_from on, p_due the bills (place = day), p_average what each day spends.
CREATE OR REPLACE FUNCTION app.simulated_days_json(
    p_account account.account, p_copy ledger.account, p_points ledger.account[], p_due billing.due[],
    p_from date, p_average json, p_basis json, p_now timestamptz)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH point AS (
        SELECT p_from + n - 1 AS day, p_points[n] AS row, (p_points[n]).cash, (p_points[n]).arrears,
            CASE n WHEN 1 THEN p_copy.cash ELSE (p_points[n - 1]).cash END AS cash_before,
            CASE n WHEN 1 THEN p_copy.arrears ELSE (p_points[n - 1]).arrears END AS arrears_before
        FROM generate_subscripts(p_points, 1) AS n
    ), spent AS (
        SELECT p_from + d.place AS day, sum(d.total)::bigint AS total, sum(s.cloud)::bigint AS cloud
        FROM unnest(p_due) AS d JOIN billing.settlement AS s ON s.account_id = d.account_id
            AND s.bill_id = d.bill_id
        GROUP BY d.place
    )
    SELECT json_build_object('mode', 'days', 'account', p_account.code, 'currency', p_copy.currency,
        'at', app.instant(p_now), 'before', app.balances_json(p_copy),
        'after', app.balances_json(p_points[cardinality(p_points)]),
        'from', p_from, 'until', p_from + cardinality(p_points) - 1, 'basis', p_basis,
        'daily', app.average_json(p_copy.currency, p_average),
        'purses', app.simulated_purses_json(p_account, p_copy, p_due, p_from,
            (p_from + cardinality(p_points))::timestamp AT TIME ZONE p_account.time_zone),
        'cash_ends', min(p.day) FILTER (WHERE p.cash = 0 AND p.cash_before > 0),
        'arrears_begin', min(p.day) FILTER (WHERE p.arrears > p.arrears_before),
        'points', json_agg(app.json_merge(json_build_object(
            'day', p.day, 'spent', app.money(p_copy.currency, coalesce(s.total, 0)),
            'cloud', app.money(p_copy.currency, coalesce(s.cloud, 0))), app.balances_json(p.row))
            ORDER BY p.day))
    FROM point AS p LEFT JOIN spent AS s ON s.day = p.day;
END;
