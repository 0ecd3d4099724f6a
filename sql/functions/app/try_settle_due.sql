-- SPDX-License-Identifier: Apache-2.0
-- Settles one due bill of a close, or notes what stopped it, so that it holds back
-- nobody else.
CREATE OR REPLACE FUNCTION app.try_settle_due(p_due billing.due) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    PERFORM app.settle_due(app.lock_account(p_due.account_id), p_due);
EXCEPTION
    WHEN OTHERS THEN
        IF app.is_transient(sqlstate) THEN
            RAISE;
        END IF;
        INSERT INTO billing.close_fault (workspace_id, day, ends_at, step, detail, raised_at)
        VALUES (p_due.workspace_id, p_due.day, p_due.ends_at, 'settlement',
            concat_ws(': ', sqlstate, sqlerrm), app.clock());
END
$$;
