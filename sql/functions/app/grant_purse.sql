-- SPDX-License-Identifier: Apache-2.0
-- Grants a voucher or a card: a new purse, filled against the platform's promotion
-- book.  p_items NULL = no scope; p_expires_at NULL = never; p_valid_from NULL = now.
-- Raises LG002, LG003, LG004, LG005, LG016.
CREATE OR REPLACE FUNCTION app.grant_purse(
    p_account_id uuid, p_kind text, p_face numeric, p_valid_from timestamptz, p_expires_at timestamptz,
    p_items text[], p_min_spend numeric, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := app.lock_account(p_account_id);
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'grant', p_kind, 'face', trim_scale(p_face),
        'valid_from', app.instant(p_valid_from), 'expires_at', app.instant(p_expires_at),
        'items', p_items, 'min_spend', trim_scale(p_min_spend), 'reason', p_reason));
    v_answer json := app.stored_answer(p_account_id, p_request_key, v_hash);
    v_face bigint;
    v_operation bigint;
BEGIN
    IF v_answer IS NOT NULL THEN
        RETURN v_answer;
    END IF;
    v_face := app.positive_minor(v_account.currency, p_face, '/payload/face');
    PERFORM app.check_grant(p_kind, coalesce(p_valid_from, app.clock()), p_expires_at, p_items, p_min_spend);
    v_operation := app.open_operation(v_account, 'grant', p_request_key, v_hash, p_actor, p_reason);
    v_account := app.fill_purse(v_account, v_operation, 'grant', 'promotion', p_kind, 'granted', v_face,
        p_valid_from, p_expires_at, p_items,
        app.minor(v_account.currency, coalesce(p_min_spend, 0), '/payload/min_spend'), NULL, p_reason);
    SELECT app.purse_json(v_account.currency, u) INTO v_answer
    FROM ledger.purse AS u WHERE u.account_id = p_account_id AND u.number = v_account.purses;
    PERFORM app.answer_operation(p_account_id, v_operation, 'grant_' || p_kind, v_answer);
    RETURN v_answer;
END
$$;
