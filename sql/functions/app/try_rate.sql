-- SPDX-License-Identifier: Apache-2.0
-- Rates workspaces of a close and puts their accounts down for settlement.  When one of
-- them makes the statement fail, the batch is halved until it is found and noted, so that
-- it holds back nobody else.
CREATE OR REPLACE FUNCTION app.try_rate(p_workspaces bigint[], p_ends_at timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_half CONSTANT int := cardinality(p_workspaces) / 2;
BEGIN
    PERFORM app.rate(p_workspaces, p_ends_at);
    INSERT INTO billing.close_work (ends_at, account_id)
    SELECT DISTINCT b.ends_at, b.account_id
    FROM billing.workspace_day AS d JOIN billing.bill AS b ON b.account_id = d.account_id AND b.id = d.bill_id
    WHERE d.workspace_id = ANY (p_workspaces) AND d.run = 0 AND b.ends_at = p_ends_at
    ORDER BY b.ends_at, b.account_id
    ON CONFLICT DO NOTHING;
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
