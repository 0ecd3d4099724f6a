-- SPDX-License-Identifier: Apache-2.0
-- Freezes an account, so that its customer may not spend, or lets it go again; bills are
-- settled and recharges taken all the same.  The entry of 0 is what the customer reads.
-- Raises LG002, LG003, LG016, LG027 (frozen already), LG032 (not frozen).
CREATE OR REPLACE FUNCTION app.set_frozen(
    p_account_id uuid, p_is_frozen boolean, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_kind CONSTANT text := CASE WHEN p_is_frozen THEN 'freeze' ELSE 'unfreeze' END;
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object('account', v_kind, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    ELSIF p_is_frozen THEN
        PERFORM app.require_thawed(v_account);
    ELSIF NOT v_account.is_frozen THEN
        RAISE SQLSTATE 'LG032' USING MESSAGE = 'the account is not frozen';
    END IF;
    UPDATE ledger.account SET is_frozen = p_is_frozen WHERE account_id = p_account_id;
    v_operation := app.open_operation(v_account, v_kind, p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, v_kind, 'hold',
        ARRAY[app.posting('cash', NULL, 0)], p_reason, NULL, NULL, NULL);
    v_answer := app.json_merge(
        app.funds_json(v_account, v_operation), json_build_object('is_frozen', p_is_frozen));
    PERFORM app.answer_operation(p_account_id, v_operation, v_kind || '_account', v_answer);
    RETURN v_answer;
END
$$;
