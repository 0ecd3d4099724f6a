-- SPDX-License-Identifier: Apache-2.0
-- Settles one bill of an account that is due.  Locks the account itself.
-- Raises LG022 when the bill is not due (settled already, or stopped by a fault),
-- and what app.lock_account raises.
CREATE OR REPLACE FUNCTION app.settle_bill(p_account_id uuid, p_bill_id uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due billing.due;
BEGIN
    PERFORM app.lock_account(p_account_id);
    SELECT d.* INTO v_due
    FROM billing.bill AS b CROSS JOIN app.due_bills(ARRAY[p_account_id], b.ends_at) AS d
    WHERE b.account_id = p_account_id AND b.id = p_bill_id AND d.bill_id = p_bill_id;
    IF v_due.bill_id IS NULL THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'the bill is settled already, or stopped by a fault';
    END IF;
    PERFORM app.settle_due(v_due);
END
$$;
