-- SPDX-License-Identifier: Apache-2.0
-- The balances of one account.  Raises LG001, LG002.
CREATE OR REPLACE FUNCTION admin.get_balance(p_session uuid, p_account text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN app.balance_json(app.account_of(p_account));
END
$$;
