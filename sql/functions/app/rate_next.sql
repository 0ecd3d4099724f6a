-- SPDX-License-Identifier: Apache-2.0
-- Rates up to p_batch of the workspaces that wait for it, in order of id.  Gives how many
-- it took up.  Several sessions may do so at once: each takes workspaces that no other
-- is at work on.
CREATE OR REPLACE FUNCTION app.rate_next(p_ends_at timestamptz, p_batch int) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_workspaces CONSTANT bigint[] := ARRAY(SELECT w.id FROM account.workspace AS w
        WHERE w.id IN (SELECT app.unrated_workspaces(p_ends_at))
        ORDER BY w.id LIMIT p_batch
        FOR NO KEY UPDATE SKIP LOCKED);
BEGIN
    IF cardinality(v_workspaces) > 0 THEN
        PERFORM app.try_rate(v_workspaces, p_ends_at);
    END IF;
    RETURN cardinality(v_workspaces);
END
$$;
