-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/transactions/{serial}/proof: what a customer needs to check an entry of their
-- own.  Raises LG001, LG037 (also for an entry of another account).
CREATE OR REPLACE FUNCTION api.get_proof(p_session uuid, p_seq text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
BEGIN
    RETURN app.proof_json(v_account.id, p_seq);
END
$$;
