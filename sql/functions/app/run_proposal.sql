-- SPDX-License-Identifier: Apache-2.0
-- Does what a proposal proposes and gives the answer of the operation; p_request_key makes it
-- happen once.  p_kind is one of admin.propose; what is none of the others is voucher_codes.
-- Raises what the operations raise, and LG005 for a payload that is not of its
-- kind.
CREATE OR REPLACE FUNCTION app.run_proposal(
    p_kind text, p_account_id uuid, p_payload jsonb, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    CASE p_kind
        WHEN 'voucher_grant' THEN
            PERFORM app.payload_members(p_payload,
                ARRAY['kind', 'face', 'valid_from', 'expires_at', 'items', 'min_spend']);
            PERFORM app.require_choice(
                app.payload_text(p_payload, 'kind'), ARRAY['ordinary', 'full_reduction'], '/payload/kind');
            RETURN app.grant_proposed(
                p_account_id, p_payload, p_payload ->> 'kind', p_actor, p_reason, p_request_key);
        WHEN 'card_grant' THEN
            PERFORM app.payload_members(p_payload, ARRAY['face', 'valid_from', 'expires_at', 'items']);
            RETURN app.grant_proposed(p_account_id, p_payload, 'card', p_actor, p_reason, p_request_key);
        WHEN 'recharge' THEN
            PERFORM app.payload_members(p_payload, ARRAY['amount', 'channel']);
            RETURN app.recharge(p_account_id, app.payload_amount(p_payload, 'amount'),
                app.payload_text(p_payload, 'channel'), p_actor, p_reason, p_request_key);
        WHEN 'refund' THEN
            PERFORM app.payload_members(p_payload, ARRAY['amount', 'channel']);
            RETURN app.refund(p_account_id, app.payload_amount(p_payload, 'amount'),
                app.payload_text(p_payload, 'channel'), p_actor, p_reason, p_request_key);
        WHEN 'adjustment' THEN
            PERFORM app.payload_members(p_payload, ARRAY['amount']);
            RETURN app.adjust_cash(
                p_account_id, app.payload_amount(p_payload, 'amount'), p_actor, p_reason, p_request_key);
        WHEN 'release' THEN
            PERFORM app.payload_members(p_payload, ARRAY['hold', 'amount']);
            RETURN app.release_hold(p_account_id, app.payload_int(p_payload, 'hold'),
                app.payload_amount(p_payload, 'amount'), p_actor, p_reason, p_request_key);
        WHEN 'correction' THEN
            PERFORM app.payload_members(p_payload, ARRAY['bill', 'lines']);
            RETURN app.correct_bill(p_account_id, p_payload, p_actor, p_reason, p_request_key);
        ELSE
            PERFORM app.payload_members(p_payload, ARRAY[
                'currency', 'kind', 'face', 'expires_at', 'valid_days', 'items', 'min_spend', 'hashes']);
            RETURN app.store_codes(p_payload, p_actor, p_reason);
    END CASE;
END
$$;
