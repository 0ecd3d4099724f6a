-- SPDX-License-Identifier: Apache-2.0
-- A grant by an operator, what its two doors have in common: who, why, to whom, and
-- the scope read from its text.
CREATE OR REPLACE FUNCTION app.grant_by_operator(
    p_session uuid, p_account text, p_kind text, p_face numeric, p_valid_from timestamptz,
    p_expires_at timestamptz, p_items text, p_min_spend numeric, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_account CONSTANT account.account := app.account_of(p_account);
    v_items CONSTANT text[] := string_to_array(replace(p_items, ' ', ''), ',');
BEGIN
    PERFORM app.require_key(p_request_key);
    RETURN app.grant_purse(v_account.id, p_kind, p_face, p_valid_from, p_expires_at, v_items, p_min_spend,
        v_actor, v_reason, p_request_key);
END
$$;
