-- SPDX-License-Identifier: Apache-2.0
-- Takes a part of the unfrozen cash out of reach: a hold, which two persons release.
-- Raises LG002, LG003, LG004, LG016, LG026.
CREATE OR REPLACE FUNCTION app.freeze_funds(
    p_account_id uuid, p_amount numeric, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'freeze', trim_scale(p_amount), 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_amount bigint;
    v_operation bigint;
    v_hold ledger.hold;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    v_amount := app.positive_minor(v_account.currency, p_amount, '/amount');
    PERFORM app.require_funds(v_account, v_amount);
    v_operation := app.open_operation(v_account, 'freeze', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, 'freeze', 'hold', ARRAY[
        app.posting('cash', NULL, -v_amount), app.posting('frozen', NULL, v_amount)],
        p_reason, NULL, NULL, NULL);
    UPDATE ledger.account SET holds = holds + 1
    WHERE account_id = p_account_id RETURNING holds INTO STRICT v_account.holds;
    INSERT INTO ledger.hold (account_id, number, amount, remaining, reason, created_at)
    VALUES (p_account_id, v_account.holds, v_amount, v_amount, p_reason, v_account.last_at)
    RETURNING * INTO STRICT v_hold;
    v_answer := app.json_merge(
        app.funds_json(v_account, v_operation), app.hold_json(v_account.currency, v_hold));
    PERFORM app.answer_operation(p_account_id, v_operation, 'freeze_funds', v_answer);
    RETURN v_answer;
END
$$;
