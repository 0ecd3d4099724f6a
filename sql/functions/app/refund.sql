-- SPDX-License-Identifier: Apache-2.0
-- Pays unfrozen cash back to the account's owner by p_channel.  One operation.
-- Raises LG002, LG003, LG004, LG005, LG016, LG026, LG027.
CREATE OR REPLACE FUNCTION app.refund(
    p_account_id uuid, p_amount numeric, p_channel text, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'refund', trim_scale(p_amount), 'channel', p_channel, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_amount bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    PERFORM app.require_choice(p_channel, ARRAY['offline'], '/payload/channel');
    v_amount := app.positive_minor(v_account.currency, p_amount, '/payload/amount');
    PERFORM app.require_thawed(v_account);
    PERFORM app.require_funds(v_account, v_amount);
    v_operation := app.open_operation(v_account, 'refund', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, 'refund', 'clearing_' || p_channel,
        ARRAY[app.posting('cash', NULL, -v_amount)], p_reason, NULL, NULL, NULL);
    v_answer := app.json_merge(app.funds_json(v_account, v_operation), json_build_object(
        'amount', app.money(v_account.currency, v_amount), 'channel', p_channel));
    PERFORM app.answer_operation(p_account_id, v_operation, 'refund', v_answer);
    RETURN v_answer;
END
$$;
