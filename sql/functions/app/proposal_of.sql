-- SPDX-License-Identifier: Apache-2.0
-- The proposal with that id, not locked.  Raises LG028.
CREATE OR REPLACE FUNCTION app.proposal_of(p_proposal uuid) RETURNS ops.proposal
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_proposal ops.proposal;
BEGIN
    SELECT * INTO v_proposal FROM ops.proposal WHERE id = p_proposal;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG028' USING MESSAGE = format('no proposal %s', p_proposal);
    END IF;
    RETURN v_proposal;
END
$$;
