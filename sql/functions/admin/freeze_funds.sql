-- SPDX-License-Identifier: Apache-2.0
-- Freezes a part of an account's unfrozen cash; admin.propose 'release' lets it go.
-- Idempotent by p_request_key.  Raises LG001 to LG005, LG016, LG026.
CREATE OR REPLACE FUNCTION admin.freeze_funds(
    p_session uuid, p_account text, p_amount numeric, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_account CONSTANT account.account := app.account_of(p_account);
BEGIN
    PERFORM app.require_key(p_request_key);
    RETURN app.freeze_funds(v_account.id, p_amount, v_actor, v_reason, p_request_key);
END
$$;
