-- SPDX-License-Identifier: Apache-2.0
-- Bills for so many days from p_from on, each day those of p_average (rows of
-- app.average_bills as JSON), in the order in which they are settled.  place counts the days from
-- 0; the lines of all are put on p_day, which has a partition.  Meant to be rolled back.
CREATE OR REPLACE FUNCTION app.stage_days(
    p_account ledger.account, p_average json, p_from date, p_days int, p_day date)
RETURNS billing.due[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due billing.due[];
    v_row record;
    v_id uuid;
BEGIN
    FOR v_row IN
        SELECT * FROM json_to_recordset(p_average) AS a (time_zone text, workspace text, method text,
            items text[], eligible boolean[], exact numeric[])
    LOOP
        v_id := gen_random_uuid();
        v_due := v_due || ARRAY(SELECT ROW(p_account.account_id, gen_random_uuid(), d.n, p_day,
                (p_from + d.n + 1)::timestamp AT TIME ZONE v_row.time_zone, NULL, v_row.workspace,
                v_row.method, t.total, ''::bytea)::billing.due
            FROM (SELECT app.stage_lines(p_account.account_id, v_id, p_day, p_account.currency, v_row.items,
                v_row.eligible, v_row.exact) AS total OFFSET 0) AS t
            CROSS JOIN generate_series(0, p_days - 1) AS d (n));
        INSERT INTO billing.bill_line (account_id, bill_id, day, line, item, quantity, free_quantity, units,
            exact, charge, voucher_eligible)
        SELECT l.account_id, d.bill_id, l.day, l.line, l.item, 0, 0, 0, l.exact, l.charge, l.voucher_eligible
        FROM unnest(v_due[cardinality(v_due) - p_days + 1:]) AS d
        CROSS JOIN billing.bill_line AS l
        WHERE l.account_id = p_account.account_id AND l.bill_id = v_id AND l.day = p_day;
    END LOOP;
    RETURN ARRAY(SELECT d FROM unnest(v_due) AS d ORDER BY d.ends_at, d.workspace COLLATE "C", d.method);
END
$$;
