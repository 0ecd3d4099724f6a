-- SPDX-License-Identifier: Apache-2.0
-- POST /v1/cards: buys a card from cash, by an owner or finance.  Idempotent by
-- p_request_key.  Raises LG001 to LG005, LG016, LG026, LG027, 42501.
CREATE OR REPLACE FUNCTION api.buy_card(p_session uuid, p_amount text, p_request_key uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_spender CONSTANT record := app.spender(p_session);
BEGIN
    PERFORM app.require_key(p_request_key);
    RETURN app.buy_card(
        v_spender.account_id, app.read_amount(p_amount, '/amount'), v_spender.actor, p_request_key);
END
$$;
