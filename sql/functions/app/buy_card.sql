-- SPDX-License-Identifier: Apache-2.0
-- Buys a stored-value card from unfrozen cash: multiples of 100, valid for 12 months.
-- Raises LG002, LG003, LG004, LG016, LG026, LG027.
CREATE OR REPLACE FUNCTION app.buy_card(
    p_account_id uuid, p_amount numeric, p_actor text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object('card', trim_scale(p_amount)));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_amount bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    v_amount := app.positive_minor(v_account.currency, p_amount, '/amount');
    IF p_amount % 100 <> 0 THEN
        RAISE SQLSTATE 'LG004' USING MESSAGE = 'cards are sold in multiples of 100', COLUMN = '/amount';
    END IF;
    PERFORM app.require_spending(v_account);
    PERFORM app.require_funds(v_account, v_amount);
    v_operation := app.open_operation(v_account, 'purchase', p_request_key, v_hash, p_actor, NULL);
    v_account := app.post(v_account, v_operation, 'purchase', 'purchase',
        ARRAY[app.posting('cash', NULL, -v_amount)], NULL, NULL, NULL, NULL);
    v_account := app.fill_purse(v_account, v_operation, 'purchase', 'purchase', 'card', 'bought', v_amount,
        NULL, app.add_months(p_account_id, app.clock(), 12, 0), NULL, 0, NULL, NULL);
    v_answer := app.filled_json(v_account, v_operation);
    PERFORM app.answer_operation(p_account_id, v_operation, 'buy_card', v_answer);
    RETURN v_answer;
END
$$;
