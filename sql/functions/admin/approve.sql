-- SPDX-License-Identifier: Apache-2.0
-- Approves a proposal, which takes place at once: app.decide_proposal.
-- Raises LG001, LG005, LG028, LG029, LG030 and what the operation raises.
CREATE OR REPLACE FUNCTION admin.approve(p_session uuid, p_proposal uuid, p_reason text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.decide_proposal(p_session, p_proposal, 'approved', p_reason);
END
$$;
