-- SPDX-License-Identifier: Apache-2.0
-- A proposal as every answer shows it.  Of activation codes, which are many, only the
-- number is shown.  state: one that nobody decided in time is expired, noted or not.
CREATE OR REPLACE FUNCTION app.proposal_json(p_proposal ops.proposal) RETURNS json
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT json_build_object(
        'proposal', p_proposal.id, 'kind', p_proposal.kind,
        'account', (SELECT a.code FROM account.account AS a WHERE a.id = p_proposal.account_id),
        'payload', CASE WHEN p_proposal.kind = 'voucher_codes'
            THEN p_proposal.payload - 'hashes' || jsonb_build_object(
                'codes', jsonb_array_length(p_proposal.payload -> 'hashes'))
            ELSE p_proposal.payload END,
        'reason', p_proposal.reason,
        'state', CASE
            WHEN p_proposal.state = 'proposed' AND p_proposal.expires_at <= app.clock() THEN 'expired'
            ELSE p_proposal.state END,
        'proposed_by', p_proposal.proposed_by, 'proposed_at', app.instant(p_proposal.proposed_at),
        'expires_at', app.instant(p_proposal.expires_at),
        'decided_by', p_proposal.decided_by, 'decided_at', app.instant(p_proposal.decided_at),
        'decision_reason', p_proposal.decision_reason, 'result', p_proposal.result);
END;
