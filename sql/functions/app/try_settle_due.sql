-- SPDX-License-Identifier: Apache-2.0
-- Settles one due bill of a close and gives 1, or notes what stopped it and gives 0.
-- Faults of the moment (lock, cancel, serialization, resources) are not the bill's:
-- they end the transaction, and the step is tried again.
CREATE OR REPLACE FUNCTION app.try_settle_due(p_due billing.due) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.settle_due(p_due);
    RETURN 1;
EXCEPTION
    WHEN OTHERS THEN
        IF left(sqlstate, 2) IN ('40', '53', '55', '57', '58') THEN
            RAISE;
        END IF;
        INSERT INTO billing.close_fault (workspace_id, day, ends_at, step, detail, raised_at)
        VALUES (p_due.workspace_id, p_due.day, p_due.ends_at, 'settlement',
            concat_ws(': ', sqlstate, sqlerrm), app.clock());
        RETURN 0;
END
$$;
