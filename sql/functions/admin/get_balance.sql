-- SPDX-License-Identifier: Apache-2.0
-- The balances of one account: what can be spent now, or what the books said at an instant.
-- Raises LG001, LG002, LG005.
CREATE OR REPLACE FUNCTION admin.get_balance(p_session uuid, p_account text, p_at timestamptz DEFAULT NULL)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account account.account;
BEGIN
    PERFORM app.operator(p_session);
    v_account := app.account_of(p_account);
    IF p_at IS NULL THEN
        RETURN app.balance_json(v_account);
    END IF;
    RETURN app.balance_at_json(v_account, p_at);
END
$$;
