-- SPDX-License-Identifier: Apache-2.0
-- Corrects lines of a settled daily bill by an adjustment bill, up or down, one operation:
-- {"bill": id, "lines": [{"line": "1", "amount": "-2.00"}]}.  What is given back goes in the
-- order of product section 3, by all runs never more than they took.
-- Raises LG002 to LG005, LG016, LG018, LG035.
CREATE OR REPLACE FUNCTION app.correct_bill(
    p_account_id uuid, p_payload jsonb, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'correction', p_payload, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_bill_id CONSTANT uuid := app.read_uuid(app.payload_text(p_payload, 'bill'), '/payload/bill');
    v_method text;
    v_original billing.bill;
    v_bill billing.bill;
    v_correction record;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    ELSIF v_bill_id IS NULL THEN
        PERFORM app.fail_field('/payload/bill', 'the id of a bill');
    END IF;
    SELECT b.* INTO v_original FROM billing.bill AS b
    WHERE b.account_id = p_account_id AND b.id = v_bill_id AND b.run = 0;
    SELECT s.method INTO v_method FROM billing.settlement AS s
    WHERE s.account_id = p_account_id AND s.bill_id = v_original.id;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG018' USING COLUMN = '/payload/bill',
            MESSAGE = format('the account has no settled daily bill %s', v_bill_id);
    END IF;
    v_correction := app.read_correction(v_original, p_payload -> 'lines');
    v_operation := app.open_operation(v_account, 'adjustment', p_request_key, v_hash, p_actor, p_reason);
    v_bill := app.make_adjustment(v_original, v_correction.lines, v_correction.amounts);
    v_account := app.settle_adjustment(v_account, v_operation, v_original, v_bill, v_method, p_reason);
    v_answer := app.json_merge(app.funds_json(v_account, v_operation), app.bill_json(v_bill));
    PERFORM app.answer_operation(p_account_id, v_operation, 'correction', v_answer);
    RETURN v_answer;
END
$$;
