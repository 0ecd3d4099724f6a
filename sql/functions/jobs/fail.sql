-- SPDX-License-Identifier: Apache-2.0
-- Gives a job back after a failed attempt, to be tried again in p_retry_seconds; a
-- job out of attempts or past its deadline is dead and stays to be seen.  False
-- when the lease was lost meanwhile.
CREATE OR REPLACE FUNCTION jobs.fail(p_job bigint, p_worker text, p_error text, p_retry_seconds int)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE ops.job SET
        last_error = left(p_error, 1000), locked_by = NULL, locked_until = NULL,
        run_at = clock_timestamp() + make_interval(secs => p_retry_seconds),
        dead_at = CASE WHEN attempts >= max_attempts OR deadline < clock_timestamp()
            THEN clock_timestamp() END
    WHERE id = p_job AND locked_by = p_worker AND done_at IS NULL;
    RETURN FOUND;
END
$$;
