-- SPDX-License-Identifier: Apache-2.0
-- Settles one due bill: lock, plan, post.  Raises what app.lock_account raises, and
-- 23505 when the bill has been settled since it was found due.
CREATE OR REPLACE FUNCTION app.settle_due(p_due billing.due) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT ledger.account := app.lock_account(p_due.account_id);
BEGIN
    PERFORM app.post_deductions(ARRAY[p_due], app.plan_one(v_account, p_due));
END
$$;
