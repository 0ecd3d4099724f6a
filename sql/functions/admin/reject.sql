-- SPDX-License-Identifier: Apache-2.0
-- Rejects a proposal, or takes one's own back: app.decide_proposal.
-- Raises LG001, LG005, LG028, LG029.
CREATE OR REPLACE FUNCTION admin.reject(p_session uuid, p_proposal uuid, p_reason text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.decide_proposal(p_session, p_proposal, 'rejected', p_reason);
END
$$;
