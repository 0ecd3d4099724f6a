-- SPDX-License-Identifier: Apache-2.0
-- Decides a proposal: p_state approved or rejected.  An approval is another operator's than
-- the proposer's and of nobody who is a member of the account; the operation takes place under
-- the account's lock by today's rules, with the proposal's id as its key, or the error undoes
-- all.  The proposer may reject, which takes it back.  Repeated by who decided so: the same
-- answer.  Lock order: the account, the proposal.
-- Raises LG001, LG005, LG028, LG029, LG030 and what the operation raises.
CREATE OR REPLACE FUNCTION app.decide_proposal(p_session uuid, p_proposal uuid, p_state text, p_reason text)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_proposal ops.proposal := app.proposal_of(p_proposal);
    v_result json;
BEGIN
    IF v_proposal.account_id IS NOT NULL THEN
        PERFORM app.lock_account(v_proposal.account_id);
    END IF;
    SELECT * INTO STRICT v_proposal FROM ops.proposal WHERE id = p_proposal FOR UPDATE;
    IF p_state = 'approved' THEN
        PERFORM app.require_second_person(v_actor, v_proposal);
    END IF;
    IF v_proposal.state = p_state AND v_proposal.decided_by = v_actor THEN
        RETURN app.proposal_json(v_proposal);
    ELSIF v_proposal.state <> 'proposed' OR v_proposal.expires_at <= app.clock() THEN
        RAISE SQLSTATE 'LG029' USING MESSAGE = format('the proposal is %s',
            CASE v_proposal.state WHEN 'proposed' THEN 'expired' ELSE v_proposal.state END);
    END IF;
    IF p_state = 'approved' THEN
        v_result := app.run_proposal(v_proposal.kind, v_proposal.account_id, v_proposal.payload, v_actor,
            v_proposal.reason, v_proposal.id);
    END IF;
    UPDATE ops.proposal SET state = p_state, decided_by = v_actor, decided_at = app.clock(),
        decision_reason = v_reason, result = v_result::jsonb
    WHERE id = p_proposal RETURNING * INTO STRICT v_proposal;
    PERFORM app.audit(v_actor, p_state || '_' || v_proposal.kind, p_proposal::text, v_reason, NULL,
        app.proposal_json(v_proposal)::jsonb);
    RETURN app.proposal_json(v_proposal);
END
$$;
