-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/bills/daily/{bill}: the lines and the deduction of one bill.  Raises LG001,
-- LG018.
CREATE OR REPLACE FUNCTION api.get_daily_bill(p_session uuid, p_bill text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
BEGIN
    RETURN app.bill_detail_json(app.own_bill(v_account.id, p_bill));
END
$$;
