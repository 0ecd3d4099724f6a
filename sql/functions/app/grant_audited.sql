-- SPDX-License-Identifier: Apache-2.0
-- A grant by an operator: reads the scope, grants, and writes the audit log once
-- however often the key is repeated.
CREATE OR REPLACE FUNCTION app.grant_audited(
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
    v_known boolean;
    v_answer json;
BEGIN
    PERFORM app.require_key(p_request_key);
    PERFORM app.lock_account(v_account.id);
    v_known := app.is_known_key(v_account.id, p_request_key);
    v_answer := app.grant_purse(v_account.id, p_kind, p_face, p_valid_from, p_expires_at, v_items,
        p_min_spend, v_actor, v_reason, p_request_key);
    IF NOT v_known THEN
        PERFORM app.audit(v_actor, 'grant_' || p_kind, p_account, v_reason, NULL, v_answer::jsonb);
    END IF;
    RETURN v_answer;
END
$$;
