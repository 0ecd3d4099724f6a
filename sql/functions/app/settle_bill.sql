-- SPDX-License-Identifier: Apache-2.0
-- Settles one daily bill of an account.  Locks the account itself.
-- Raises LG022 when there is none or it is settled already, LG002, LG016, LG020.
-- Generic plans: the partition is known by the day at run time, planning costs more.
CREATE OR REPLACE FUNCTION app.settle_bill(p_account_id uuid, p_bill_id uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_account CONSTANT ledger.account := app.lock_account(p_account_id);
    v_due billing.due;
BEGIN
    SELECT b.account_id, b.id, 1, b.day, b.ends_at, b.workspace_id, NULL, coalesce((
            SELECT s.method FROM account.workspace_settlement AS s
            WHERE s.workspace_id = b.workspace_id AND s.from_day <= b.day
            ORDER BY s.from_day DESC LIMIT 1), 'account'),
        b.total, b.input_hash INTO v_due
    FROM billing.bill AS b
    WHERE b.account_id = p_account_id AND b.id = p_bill_id AND b.run = 0;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'there is no such bill to settle';
    END IF;
    PERFORM app.settle_due(v_account, v_due);
END
$$;
