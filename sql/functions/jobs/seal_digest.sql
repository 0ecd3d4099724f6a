-- SPDX-License-Identifier: Apache-2.0
-- The digest file of a digest job's day, as app.seal_digest gives it.  Raises what that raises, and
-- LG022 when the lease was lost.
CREATE OR REPLACE FUNCTION jobs.seal_digest(p_job bigint, p_worker text, OUT name text, OUT content text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_day date;
BEGIN
    SELECT (payload ->> 'day')::date INTO v_day
    FROM ops.job WHERE id = p_job AND locked_by = p_worker AND kind = 'digest' AND done_at IS NULL;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'the lease of the digest was lost to another worker';
    END IF;
    SELECT s.name, s.content INTO name, content FROM app.seal_digest(v_day) AS s;
END
$$;
