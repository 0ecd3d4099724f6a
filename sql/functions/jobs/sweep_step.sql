-- SPDX-License-Identifier: Apache-2.0
-- The next step of a sweep job: extends the lease, which must still be the worker's, and books
-- out what has expired of up to p_batch accounts, n of them; done when nothing is left.
-- Raises LG022 when the lease was lost.
CREATE OR REPLACE FUNCTION jobs.sweep_step(
    p_job bigint, p_worker text, p_lease_seconds int, p_batch int, OUT n int, OUT done boolean)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE ops.job SET locked_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    WHERE id = p_job AND locked_by = p_worker AND kind = 'sweep' AND done_at IS NULL;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'the lease of the sweep was lost to another worker';
    END IF;
    n := app.sweep_accounts(p_batch);
    done := n = 0;
END
$$;
