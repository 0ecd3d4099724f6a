-- SPDX-License-Identifier: Apache-2.0
-- Makes a voucher of a code, which serves once.  Lock order: the account, the code.
-- Raises LG002, LG003, LG005, LG016, LG027, LG033 (no such code), LG034 (used, over, or of
-- another currency).
CREATE OR REPLACE FUNCTION app.activate_voucher(
    p_account_id uuid, p_code_hash bytea, p_actor text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object('activate', encode(p_code_hash, 'hex')));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_code ledger.voucher_code;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    ELSIF p_code_hash IS NULL THEN
        PERFORM app.fail_field('/code', 'an activation code');
    END IF;
    PERFORM app.require_thawed(v_account);
    SELECT * INTO v_code FROM ledger.voucher_code WHERE hash = p_code_hash FOR UPDATE;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG033' USING MESSAGE = 'there is no such code', COLUMN = '/code';
    ELSIF v_code.activated_at IS NOT NULL THEN
        RAISE SQLSTATE 'LG034' USING MESSAGE = 'the code was used', COLUMN = '/code';
    ELSIF v_code.currency <> v_account.currency THEN
        RAISE SQLSTATE 'LG034' USING COLUMN = '/code',
            MESSAGE = format('the code is for accounts in %s', v_code.currency);
    ELSIF v_code.expires_at <= app.clock() THEN
        RAISE SQLSTATE 'LG034' USING COLUMN = '/code',
            MESSAGE = format('the code has expired at %s', app.instant(v_code.expires_at));
    END IF;
    v_operation := app.open_operation(v_account, 'activation', p_request_key, v_hash, p_actor, NULL);
    v_account := app.fill_purse(v_account, v_operation, 'activation', 'promotion', v_code.kind, 'activated',
        v_code.face, NULL, CASE WHEN v_code.valid_days IS NULL THEN v_code.expires_at
            ELSE app.add_months(p_account_id, app.clock(), 0, v_code.valid_days) END,
        v_code.items, v_code.min_spend, NULL, NULL);
    UPDATE ledger.voucher_code
    SET activated_at = app.clock(), account_id = p_account_id, purse = v_account.purses
    WHERE hash = p_code_hash;
    v_answer := app.filled_json(v_account, v_operation);
    PERFORM app.answer_operation(p_account_id, v_operation, 'activate_voucher', v_answer);
    RETURN v_answer;
END
$$;
