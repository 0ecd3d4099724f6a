-- SPDX-License-Identifier: Apache-2.0
-- Who approves a proposal is not who proposed it, and no member of its account (by e-mail).
-- Raises LG030.
CREATE OR REPLACE FUNCTION app.require_second_person(p_actor text, p_proposal ops.proposal) RETURNS void
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_actor = p_proposal.proposed_by THEN
        RAISE SQLSTATE 'LG030' USING MESSAGE = 'another operator than the proposer has to approve';
    ELSIF EXISTS (
        SELECT FROM identity.operator AS o JOIN identity.login AS l ON l.login = o.email
        WHERE o.name = p_actor AND l.account_id = p_proposal.account_id)
    THEN
        RAISE SQLSTATE 'LG030' USING MESSAGE = 'a member of the account approves nothing about it';
    END IF;
END
$$;
