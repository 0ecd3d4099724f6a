-- SPDX-License-Identifier: Apache-2.0
-- The rows of an array of due bills.  A function, as the planner then reckons with 1,000
-- rows, the size of a batch, where it reckons with 10 for an array that it does not know:
-- one plan serves all batches.
CREATE OR REPLACE FUNCTION app.due_rows(p_due billing.due[]) RETURNS SETOF billing.due
LANGUAGE plpgsql
STABLE
ROWS 1000
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY SELECT * FROM unnest(p_due);
END
$$;
