-- SPDX-License-Identifier: Apache-2.0
-- POST /v1/vouchers/activations: a voucher for a code, of which the SHA-256 is given, by an
-- owner or finance.  Idempotent by p_request_key.
-- Raises LG001, LG002, LG003, LG005, LG016, LG027, LG033, LG034, 42501.
CREATE OR REPLACE FUNCTION api.activate_voucher(p_session uuid, p_code_hash bytea, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_spender CONSTANT record := app.spender(p_session);
BEGIN
    PERFORM app.require_key(p_request_key);
    RETURN app.activate_voucher(v_spender.account_id, p_code_hash, v_spender.actor, p_request_key);
END
$$;
