-- SPDX-License-Identifier: Apache-2.0
-- Keeps a voucher or card from paying.
-- Idempotent by p_request_key.  Raises LG001, LG002, LG003, LG005, LG016, LG031, LG032.
CREATE OR REPLACE FUNCTION admin.freeze_purse(
    p_session uuid, p_account text, p_purse uuid, p_reason text, p_request_key uuid)
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
    RETURN app.change_purse(v_account.id, p_purse, 'freeze', v_actor, v_reason, p_request_key);
END
$$;
