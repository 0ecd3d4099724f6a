-- SPDX-License-Identifier: Apache-2.0
-- The rows of an array of due bills.  Volatile so that it is not put into the caller's query:
-- the planner then reckons with 1,000 rows, the size of a batch, where it reckons with 10 for
-- an array that it does not know, and one plan serves all batches.
CREATE OR REPLACE FUNCTION app.due_rows(p_due billing.due[]) RETURNS SETOF billing.due
LANGUAGE sql
VOLATILE
ROWS 1000
BEGIN ATOMIC
    SELECT * FROM unnest(p_due);
END;
