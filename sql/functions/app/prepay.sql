-- SPDX-License-Identifier: Apache-2.0
-- Pays in advance for p_order, which belongs to no item: vouchers and cards without a scope,
-- then cash, and nothing at all when that does not suffice or arrears exist.
-- Raises LG002 to LG005, LG016, LG026, LG027.
CREATE OR REPLACE FUNCTION app.prepay(
    p_account_id uuid, p_order text, p_amount numeric, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'prepay', trim_scale(p_amount), 'order', p_order, 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_amount bigint;
    v_operation bigint;
    v_postings ledger.posting[];
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    PERFORM app.require_text(
        p_order, '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$', '/order', 'the name of an order');
    v_amount := app.positive_minor(v_account.currency, p_amount, '/amount');
    PERFORM app.require_spending(v_account);
    -- No scope has an item without a name.
    SELECT array_agg(app.posting(p.source, p.purse, p.amount) ORDER BY p.ordinality) INTO v_postings
    FROM unnest(app.plan(v_account, app.clock(), ARRAY['ordinary', 'full_reduction', 'card'], ARRAY['cash'],
        ARRAY[''], ARRAY[true], ARRAY[v_amount])) WITH ORDINALITY AS p;
    IF v_amount > (SELECT coalesce(-sum(p.amount), 0) FROM unnest(v_postings) AS p) THEN
        RAISE SQLSTATE 'LG026' USING MESSAGE = format(
            '%s %s are needed, more than vouchers, cards and cash hold', v_account.currency,
            app.money(v_account.currency, v_amount));
    END IF;
    v_operation := app.open_operation(v_account, 'purchase', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.post(v_account, v_operation, 'purchase', 'prepaid', v_postings,
        p_order || ': ' || p_reason, NULL, NULL, NULL);
    v_answer := app.json_merge(app.funds_json(v_account, v_operation), json_build_object(
        'order', p_order, 'amount', app.money(v_account.currency, v_amount),
        'paid', (SELECT json_agg(json_build_object('source', p.source, 'purse_number', p.purse,
            'amount', app.money(v_account.currency, -p.amount)) ORDER BY p.ordinality)
            FROM unnest(v_postings) WITH ORDINALITY AS p)));
    PERFORM app.answer_operation(p_account_id, v_operation, 'prepay', v_answer);
    RETURN v_answer;
END
$$;
