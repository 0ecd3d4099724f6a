-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/bills/daily/{bill}: the lines and the deduction of one bill.  Raises LG001,
-- LG018 (also for a bill of another account and for what is no id).
CREATE OR REPLACE FUNCTION api.get_daily_bill(p_session uuid, p_bill text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
    v_bill billing.bill;
BEGIN
    IF app.is_uuid(p_bill) THEN
        SELECT * INTO v_bill FROM billing.bill WHERE account_id = v_account.id AND id = p_bill::uuid;
    END IF;
    IF v_bill.id IS NULL THEN
        RAISE SQLSTATE 'LG018' USING MESSAGE = format('no bill %s', p_bill);
    END IF;
    RETURN app.bill_detail_json(v_bill);
END
$$;
