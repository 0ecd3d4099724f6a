-- SPDX-License-Identifier: Apache-2.0
-- Rates workspaces of a close.  When one of them makes the statement fail, the batch
-- is halved until it is found and noted, so that it holds back nobody else.
CREATE OR REPLACE FUNCTION app.try_rate(p_workspaces bigint[], p_ends_at timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_half CONSTANT int := cardinality(p_workspaces) / 2;
BEGIN
    PERFORM app.rate(p_workspaces, p_ends_at);
EXCEPTION
    WHEN OTHERS THEN
        IF app.is_transient(sqlstate) THEN
            RAISE;
        ELSIF v_half > 0 THEN
            PERFORM app.try_rate(p_workspaces[:v_half], p_ends_at);
            PERFORM app.try_rate(p_workspaces[v_half + 1:], p_ends_at);
        ELSE
            INSERT INTO billing.close_fault (workspace_id, day, ends_at, step, detail, raised_at)
            SELECT w.id, d.day, p_ends_at, 'rating', concat_ws(': ', sqlstate, sqlerrm), app.clock()
            FROM account.workspace AS w
            JOIN metering.site_day AS d ON d.site_id = w.site_id AND d.ends_at = p_ends_at
            WHERE w.id = p_workspaces[1] AND d.starts_at < d.ends_at;
        END IF;
END
$$;
