-- SPDX-License-Identifier: Apache-2.0
-- The next step of a close job: extends the lease, which must still be the
-- worker's, and does app.close_step for the job's day end.  A day end that somebody
-- else has closed is done.  What stopped single workspaces is left in last_error.
-- Raises LG022 when the lease was lost.
CREATE OR REPLACE FUNCTION jobs.close_step(
    p_job bigint, p_worker text, p_lease_seconds int, p_batch int, OUT step text, OUT n int, OUT done boolean)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_ends_at timestamptz;
BEGIN
    UPDATE ops.job SET locked_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    WHERE id = p_job AND locked_by = p_worker AND kind = 'close' AND done_at IS NULL
    RETURNING (payload ->> 'ends_at')::timestamptz INTO v_ends_at;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'the lease of the close was lost to another worker';
    END IF;
    SELECT c.step, c.n, c.done INTO step, n, done FROM app.close_step(v_ends_at, p_batch) AS c;
    IF done THEN
        UPDATE ops.job SET last_error = (
            SELECT left(string_agg(format('%s: %s', w.code, f.detail), '; ' ORDER BY w.code), 1000)
            FROM billing.close_fault AS f JOIN account.workspace AS w ON w.id = f.workspace_id
            WHERE f.ends_at = v_ends_at AND f.resolved_at IS NULL)
        WHERE id = p_job;
    END IF;
EXCEPTION
    WHEN SQLSTATE 'LG009' THEN
        step := 'closed';
        n := 0;
        done := true;
END
$$;
