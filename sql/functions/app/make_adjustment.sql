-- SPDX-License-Identifier: Apache-2.0
-- The next run of a daily bill: an adjustment bill with the corrected lines, numbered anew from 1
-- in their order and naming the day that they are about, at the prices they had; only their
-- amounts are the correction's.  It is of the same workspace-day, and ends when it is made.
-- The caller holds the account's lock and posts and notes its settlement.
CREATE OR REPLACE FUNCTION app.make_adjustment(p_bill billing.bill, p_lines int[], p_amounts bigint[])
RETURNS billing.bill
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
    v_unit CONSTANT numeric := ('1e-' || app.digits(p_bill.currency))::numeric;
    v_exact CONSTANT numeric[] := ARRAY(
        SELECT u.amount * v_unit FROM unnest(p_amounts) WITH ORDINALITY AS u (amount, n) ORDER BY u.n);
    v_charges CONSTANT bigint[] := app.charges(p_bill.currency, v_exact);
    v_sum CONSTANT numeric := (SELECT sum(e) FROM unnest(v_exact) AS e);
    v_bill billing.bill;
    v_run int;
BEGIN
    SELECT max(d.run) + 1 INTO STRICT v_run FROM billing.workspace_day AS d
    WHERE d.workspace_id = p_bill.workspace_id AND d.day = p_bill.day;
    INSERT INTO billing.bill (account_id, workspace_id, site_id, day, run, ends_at, kind, currency,
        version_id, rule_version, exact, total, residue, input_hash, rated_at, corrects)
    VALUES (p_bill.account_id, p_bill.workspace_id, p_bill.site_id, p_bill.day, v_run, v_now, 'adjustment',
        p_bill.currency, p_bill.version_id, p_bill.rule_version, v_sum,
        app.round_total(p_bill.currency, v_sum),
        v_sum - app.round_total(p_bill.currency, v_sum) * v_unit,
        app.request_hash(jsonb_build_object('corrects', p_bill.id, 'run', v_run, 'lines', p_lines,
            'amounts', p_amounts)), v_now, p_bill.id)
    RETURNING * INTO STRICT v_bill;
    INSERT INTO billing.workspace_day (workspace_id, day, run, account_id, bill_id)
    VALUES (v_bill.workspace_id, v_bill.day, v_run, v_bill.account_id, v_bill.id);
    INSERT INTO billing.bill_line (account_id, bill_id, day, line, item, retention_days, original_day,
        quantity, free_quantity, unit_size, unit_name, units, unit_price, exact, charge, voucher_eligible)
    SELECT l.account_id, v_bill.id, l.day, u.n, l.item, l.retention_days,
        coalesce(l.original_day, p_bill.day),
        0, 0, l.unit_size, l.unit_name, 0, l.unit_price, v_exact[u.n], v_charges[u.n], l.voucher_eligible
    FROM unnest(p_lines) WITH ORDINALITY AS u (line, n)
    JOIN billing.bill_line AS l ON l.account_id = p_bill.account_id AND l.bill_id = p_bill.id
        AND l.day = p_bill.day AND l.line = u.line;
    RETURN v_bill;
END
$$;
