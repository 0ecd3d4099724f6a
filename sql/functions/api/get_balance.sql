-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/balance: what can be spent now, or what the books said at an instant.
-- Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.get_balance(p_session uuid, p_at text DEFAULT NULL) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
BEGIN
    IF p_at IS NULL THEN
        RETURN app.balance_json(v_account);
    END IF;
    RETURN app.balance_at_json(v_account, app.read_instant(p_at, '/at'));
END
$$;
