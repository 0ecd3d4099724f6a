-- SPDX-License-Identifier: Apache-2.0
-- Releases what is left of a hold, or p_amount of it, into cash, which repays arrears first.
-- Raises LG002, LG003, LG004, LG005, LG016, LG036.
CREATE OR REPLACE FUNCTION app.release_hold(
    p_account_id uuid, p_hold int, p_amount numeric, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'release', p_hold, 'amount', trim_scale(p_amount), 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_hold ledger.hold;
    v_amount bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    ELSIF p_hold IS NULL THEN
        PERFORM app.fail_field('/payload/hold', 'the number of a hold');
    END IF;
    SELECT * INTO v_hold FROM ledger.hold
    WHERE account_id = p_account_id AND number = p_hold AND remaining > 0;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG036' USING
            MESSAGE = format('the account has no hold %s that is not released', p_hold);
    END IF;
    v_amount := CASE WHEN p_amount IS NULL THEN v_hold.remaining
        ELSE app.positive_minor(v_account.currency, p_amount, '/payload/amount') END;
    IF v_amount > v_hold.remaining THEN
        RAISE SQLSTATE 'LG004' USING COLUMN = '/payload/amount',
            MESSAGE = format('only %s of it are held', app.money(v_account.currency, v_hold.remaining));
    END IF;
    UPDATE ledger.hold SET remaining = remaining - v_amount
    WHERE account_id = p_account_id AND number = p_hold RETURNING * INTO STRICT v_hold;
    v_operation := app.open_operation(v_account, 'unfreeze', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, 'unfreeze', 'hold', ARRAY[
        app.posting('frozen', NULL, -v_amount), app.posting('cash', NULL, v_amount)],
        p_reason, NULL, NULL, NULL);
    v_account := app.repay_arrears(v_account, v_operation);
    v_answer := app.json_merge(
        app.funds_json(v_account, v_operation), app.hold_json(v_account.currency, v_hold));
    PERFORM app.answer_operation(p_account_id, v_operation, 'release', v_answer);
    RETURN v_answer;
END
$$;
