-- SPDX-License-Identifier: Apache-2.0
-- Lines of a made-up bill, in line order, with their charges.  Gives the bill's total.  The day
-- has its partition.  Meant to be rolled back.
CREATE OR REPLACE FUNCTION app.stage_lines(
    p_account_id uuid, p_bill_id uuid, p_day date, p_currency text, p_items text[], p_eligible boolean[],
    p_exact numeric[])
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_charges CONSTANT bigint[] := app.charges(p_currency, p_exact);
BEGIN
    INSERT INTO billing.bill_line (account_id, bill_id, day, line, item, quantity, free_quantity, units,
        exact, charge, voucher_eligible)
    SELECT p_account_id, p_bill_id, p_day, l.line, l.item, 0, 0, 0, l.exact, l.charge, l.eligible
    FROM unnest(p_items, p_eligible, p_exact, v_charges) WITH ORDINALITY AS l (item, eligible, exact,
        charge, line);
    RETURN (SELECT coalesce(sum(c), 0) FROM unnest(v_charges) AS c);
END
$$;
