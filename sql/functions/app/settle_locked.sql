-- SPDX-License-Identifier: Apache-2.0
-- Settles all due bills of accounts for a day end: plain accounts at once, the rest
-- one bill after the other in order.  A bill that can't be settled gets a close_fault and
-- the others go on.  The caller has locked the accounts in a statement before.
CREATE OR REPLACE FUNCTION app.settle_locked(p_accounts uuid[], p_ends_at timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due billing.due[];
    v_plain uuid[];
    v_bill billing.due;
BEGIN
    SELECT coalesce(array_agg(d ORDER BY d.account_id, d.place), '{}') INTO v_due
    FROM app.due_bills(p_accounts, p_ends_at) AS d;
    v_plain := app.settle_plain(v_due);
    FOR v_bill IN
        SELECT d.* FROM unnest(v_due) AS d WHERE d.account_id <> ALL (v_plain) ORDER BY d.account_id, d.place
    LOOP
        PERFORM app.try_settle_due(v_bill);
    END LOOP;
END
$$;
