-- SPDX-License-Identifier: Apache-2.0
-- Books money received into cash; arrears are repaid first.  One operation.
-- Raises LG002, LG003, LG004, LG005, LG016.
CREATE OR REPLACE FUNCTION app.recharge(
    p_account_id uuid, p_amount numeric, p_channel text, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'recharge', trim_scale(p_amount), 'channel', p_channel, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_arrears CONSTANT bigint := v_account.arrears;
    v_amount bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    IF p_channel IS DISTINCT FROM 'offline' THEN
        PERFORM app.fail_field('/payload/channel', 'a channel that exists: offline');
    END IF;
    v_amount := app.positive_minor(v_account.currency, p_amount, '/payload/amount');
    v_operation := app.open_operation(v_account, 'recharge', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, 'recharge', 'clearing_' || p_channel,
        ARRAY[ROW('cash', NULL, v_amount, NULL, NULL)::ledger.posting], p_reason, NULL, NULL, NULL);
    v_account := app.repay_arrears(v_account, v_operation);
    v_answer := app.json_merge(app.funds_json(v_account, v_operation), json_build_object(
        'amount', app.money(v_account.currency, v_amount), 'channel', p_channel,
        'repaid', app.money(v_account.currency, v_arrears - v_account.arrears)));
    PERFORM app.answer_operation(p_account_id, v_operation, 'recharge', v_answer);
    RETURN v_answer;
END
$$;
