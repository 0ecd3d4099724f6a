-- SPDX-License-Identifier: Apache-2.0
-- Corrects cash by hand, up or down but never below 0; what is added repays arrears first.
-- One operation.  Raises LG002, LG003, LG004, LG016, LG026.
CREATE OR REPLACE FUNCTION app.adjust_cash(
    p_account_id uuid, p_amount numeric, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'adjustment', trim_scale(p_amount), 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_arrears CONSTANT bigint := v_account.arrears;
    v_amount bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    v_amount := app.minor(v_account.currency, p_amount, '/payload/amount');
    IF v_amount = 0 THEN
        RAISE SQLSTATE 'LG004' USING
            MESSAGE = 'an adjustment is above or below 0', COLUMN = '/payload/amount';
    END IF;
    PERFORM app.require_funds(v_account, -v_amount);
    v_operation := app.open_operation(v_account, 'adjustment', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, 'adjustment', 'adjustment',
        ARRAY[app.posting('cash', NULL, v_amount)], p_reason, NULL, NULL, NULL);
    v_account := app.repay_arrears(v_account, v_operation);
    v_answer := app.json_merge(app.funds_json(v_account, v_operation), json_build_object(
        'amount', app.money(v_account.currency, v_amount),
        'repaid', app.money(v_account.currency, v_arrears - v_account.arrears)));
    PERFORM app.answer_operation(p_account_id, v_operation, 'adjustment', v_answer);
    RETURN v_answer;
END
$$;
