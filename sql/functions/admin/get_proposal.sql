-- SPDX-License-Identifier: Apache-2.0
-- One proposal.  Raises LG001, LG028.
CREATE OR REPLACE FUNCTION admin.get_proposal(p_session uuid, p_proposal uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN app.proposal_json(app.proposal_of(p_proposal));
END
$$;
