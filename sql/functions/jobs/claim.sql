-- SPDX-License-Identifier: Apache-2.0
-- Leases up to p_n jobs that are due to the worker for p_lease_seconds of real time
-- and counts the attempt.  A job whose lease has run out is anyone's again.
CREATE OR REPLACE FUNCTION jobs.claim(p_worker text, p_n int, p_lease_seconds int)
RETURNS TABLE (id bigint, kind text, payload json, attempts int)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    UPDATE ops.job AS j SET
        locked_by = p_worker, attempts = j.attempts + 1,
        locked_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    FROM (
        SELECT w.id FROM ops.job AS w
        WHERE w.done_at IS NULL AND w.dead_at IS NULL AND w.run_at <= clock_timestamp()
            AND (w.locked_until IS NULL OR w.locked_until < clock_timestamp())
        ORDER BY w.run_at, w.id LIMIT greatest(p_n, 0)
        FOR UPDATE SKIP LOCKED) AS due
    WHERE j.id = due.id
    RETURNING j.id, j.kind, j.payload::json, j.attempts;
END
$$;
