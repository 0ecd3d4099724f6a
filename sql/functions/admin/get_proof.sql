-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/admin/accounts/{account}/transactions/{serial}/proof: the same as a member gets, of
-- any account.  Raises LG001, LG002, LG037.
CREATE OR REPLACE FUNCTION admin.get_proof(p_session uuid, p_account text, p_seq text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account account.account;
BEGIN
    PERFORM app.operator(p_session);
    v_account := app.account_of(p_account);
    RETURN app.proof_json(v_account.id, p_seq);
END
$$;
