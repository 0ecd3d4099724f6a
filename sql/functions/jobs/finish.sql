-- SPDX-License-Identifier: Apache-2.0
-- Ends a job well.  False when the lease was lost meanwhile: it is another's now.
CREATE OR REPLACE FUNCTION jobs.finish(p_job bigint, p_worker text) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE ops.job SET done_at = clock_timestamp(), locked_by = NULL, locked_until = NULL
    WHERE id = p_job AND locked_by = p_worker AND done_at IS NULL;
    RETURN FOUND;
END
$$;
