-- SPDX-License-Identifier: Apache-2.0
-- Settles one bill of an account that is due.  Locks the account itself.
-- Raises LG022 when the bill is not due (settled already, or stopped by a fault),
-- and what app.lock_account raises.
CREATE OR REPLACE FUNCTION app.settle_bill(p_account_id uuid, p_bill_id uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT ledger.account := app.lock_account(p_account_id);
    v_due billing.due;
BEGIN
    SELECT b.account_id, b.id, 1, b.day, b.ends_at, w.id, w.code, coalesce((
            SELECT s.method FROM account.workspace_settlement AS s
            WHERE s.workspace_id = w.id AND s.from_day <= b.day ORDER BY s.from_day DESC LIMIT 1), 'account'),
        b.total, b.input_hash INTO v_due
    FROM billing.bill AS b JOIN account.workspace AS w ON w.id = b.workspace_id
    WHERE b.account_id = p_account_id AND b.id = p_bill_id AND b.run = 0
        AND NOT EXISTS (
            SELECT FROM billing.settlement AS s WHERE s.account_id = b.account_id AND s.bill_id = b.id)
        AND NOT EXISTS (
            SELECT FROM billing.close_fault AS f
            WHERE f.workspace_id = b.workspace_id AND f.day = b.day AND f.resolved_at IS NULL);
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'the bill is settled already, or stopped by a fault';
    END IF;
    PERFORM app.settle_due(v_account, v_due);
END
$$;
