-- SPDX-License-Identifier: Apache-2.0
-- A bill of an account by its id as text.  Raises LG018, also for a bill of another account
-- and for what is no id.
CREATE OR REPLACE FUNCTION app.own_bill(p_account_id uuid, p_bill text) RETURNS billing.bill
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_bill billing.bill;
BEGIN
    IF app.is_uuid(p_bill) THEN
        SELECT * INTO v_bill FROM billing.bill WHERE account_id = p_account_id AND id = p_bill::uuid;
    END IF;
    IF v_bill.id IS NULL THEN
        RAISE SQLSTATE 'LG018' USING MESSAGE = format('no bill %s', p_bill);
    END IF;
    RETURN v_bill;
END
$$;
