-- SPDX-License-Identifier: Apache-2.0
-- What an operator does to a purse by p_action: freeze keeps it from paying, unfreeze lets
-- it again, void takes back for good what it holds (not of a bought card).
-- Raises LG002, LG003, LG005, LG016, LG031, LG032.
CREATE OR REPLACE FUNCTION app.change_purse(
    p_account_id uuid, p_purse uuid, p_action text, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(p_action, p_purse, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_kind CONSTANT text := CASE p_action WHEN 'void' THEN 'adjustment' ELSE p_action END;
    v_purse ledger.purse;
    v_fault text;
    v_lost bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    SELECT * INTO v_purse FROM ledger.purse WHERE account_id = p_account_id AND id = p_purse;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG031' USING MESSAGE = format('the account has no voucher or card %s', p_purse);
    END IF;
    v_fault := CASE
        WHEN v_purse.is_over THEN 'is over'
        WHEN p_action = 'freeze' AND v_purse.frozen THEN 'is frozen already'
        WHEN p_action = 'unfreeze' AND NOT v_purse.frozen THEN 'is not frozen'
        WHEN p_action = 'void' AND v_purse.origin = 'bought' THEN 'was bought with cash'
        WHEN p_action = 'void' AND v_purse.balance = 0 THEN 'is used up' END;
    IF v_fault IS NOT NULL THEN
        RAISE SQLSTATE 'LG032' USING MESSAGE = 'the voucher or card ' || v_fault;
    END IF;
    v_operation := app.open_operation(v_account, v_kind, p_request_key, v_hash, p_actor, p_reason);
    v_lost := CASE p_action WHEN 'void' THEN v_purse.balance ELSE 0 END;
    v_account := app.post(v_account, v_operation, v_kind,
        CASE p_action WHEN 'void' THEN 'promotion' ELSE 'hold' END,
        ARRAY[app.posting(v_purse.kind, v_purse.number, -v_lost)], p_reason, NULL, NULL, NULL);
    UPDATE ledger.purse SET frozen = (p_action = 'freeze' OR (p_action = 'void' AND frozen)),
        is_over = (p_action = 'void'), lost = lost + v_lost
    WHERE account_id = p_account_id AND number = v_purse.number RETURNING * INTO STRICT v_purse;
    v_answer := app.json_merge(app.purse_json(v_account.currency, v_purse), json_build_object(
        'operation', v_operation, 'recorded_at', app.instant(v_account.last_at)));
    PERFORM app.answer_operation(p_account_id, v_operation, p_action || '_purse', v_answer);
    RETURN v_answer;
END
$$;
