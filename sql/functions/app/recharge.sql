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
    v_account CONSTANT ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'recharge', trim_scale(p_amount), 'channel', p_channel, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_amount bigint;
    v_operation bigint;
    v_repaid bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    IF p_channel IS DISTINCT FROM 'offline' THEN
        PERFORM app.fail_field('/channel', 'a channel that exists: offline');
    END IF;
    v_amount := app.positive_minor(v_account.currency, p_amount, '/amount');
    v_operation := app.open_operation(p_account_id, 'recharge', p_request_key, v_hash, p_actor, p_reason);
    PERFORM app.post(p_account_id, v_operation, 'recharge', 'cash', NULL, 'clearing_' || p_channel, v_amount);
    v_repaid := app.repay_arrears(p_account_id, v_operation);

    SELECT json_build_object(
        'operation', v_operation, 'currency', currency, 'amount', app.money(currency, v_amount),
        'channel', p_channel, 'repaid', app.money(currency, v_repaid), 'cash', app.money(currency, cash),
        'arrears', app.money(currency, arrears), 'recorded_at', app.instant(last_at))
    INTO v_answer FROM ledger.account WHERE account_id = p_account_id;
    PERFORM app.answer_operation(p_account_id, v_operation, 'recharge', v_answer);
    RETURN v_answer;
END
$$;
