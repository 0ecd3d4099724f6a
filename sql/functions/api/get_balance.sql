-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/balance.  Raises LG001.
CREATE OR REPLACE FUNCTION api.get_balance(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.balance_json(app.session_account(p_session));
END
$$;
