-- SPDX-License-Identifier: Apache-2.0
-- Proposes an operation that another operator must approve within 7 days: voucher_grant,
-- card_grant, voucher_codes (of no account), recharge, refund, adjustment, correction,
-- release.  p_payload holds its arguments, all strings or arrays of strings, but for the
-- lines of a correction.  It is tried and undone at once, so what can't be done is refused
-- here already.  Idempotent by p_request_key: the same proposal as it is by now.
-- Raises LG001, LG002, LG003, LG005 and what the operation raises.
CREATE OR REPLACE FUNCTION admin.propose(
    p_session uuid, p_kind text, p_account text, p_payload json, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_payload CONSTANT jsonb := app.read_jsonb(p_payload, '/payload');
    v_hash CONSTANT bytea := app.request_hash(jsonb_build_object(
        'kind', p_kind, 'account', p_account, 'payload', v_payload, 'reason', v_reason));
    v_account account.account;
    v_proposal ops.proposal;
BEGIN
    PERFORM app.require_key(p_request_key);
    PERFORM app.require_choice(p_kind, ARRAY['voucher_grant', 'card_grant', 'voucher_codes', 'recharge',
        'refund', 'adjustment', 'correction', 'release'], '/kind');
    IF p_kind <> 'voucher_codes' THEN
        v_account := app.account_of(p_account);
    ELSIF p_account IS NOT NULL THEN
        PERFORM app.fail_field('/account', 'left out: codes are of no account');
    END IF;
    SELECT * INTO v_proposal FROM ops.proposal WHERE request_key = p_request_key;
    IF NOT FOUND THEN
        PERFORM app.try_proposal(p_kind, v_account.id, v_payload, v_actor, v_reason);
        INSERT INTO ops.proposal (kind, account_id, payload, reason, request_key, request_hash, proposed_by,
            proposed_at, expires_at)
        SELECT p_kind, v_account.id, v_payload, v_reason, p_request_key, v_hash, v_actor, c,
            c + interval '168 hours'
        FROM app.clock() AS c
        ON CONFLICT (request_key) DO NOTHING RETURNING * INTO v_proposal;
        IF FOUND THEN
            PERFORM app.audit(v_actor, 'propose_' || p_kind, v_proposal.id::text, v_reason, NULL,
                app.proposal_json(v_proposal)::jsonb);
            RETURN app.proposal_json(v_proposal);
        END IF;
        SELECT * INTO STRICT v_proposal FROM ops.proposal WHERE request_key = p_request_key;
    END IF;
    IF v_proposal.request_hash <> v_hash THEN
        RAISE SQLSTATE 'LG003' USING MESSAGE = 'this key was used for another proposal';
    END IF;
    RETURN app.proposal_json(v_proposal);
END
$$;
