-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/bills/daily/{bill}/explain: why a bill was paid as it was.  Raises LG001, LG018.
CREATE OR REPLACE FUNCTION api.explain_bill(p_session uuid, p_bill text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
BEGIN
    RETURN app.bill_explanation_json(app.own_bill(v_account.id, p_bill));
END
$$;
