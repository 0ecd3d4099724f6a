-- SPDX-License-Identifier: Apache-2.0
-- The scheduler, safe to call at any time from any runner: cuts site days and makes
-- partitions ahead, deletes what is kept for a time only, lets old proposals expire, and
-- queues the close of the earliest day end that is due, the sweep of expired purses and the
-- digest of the last day.  One day end at a time, so that they close in order, by as many
-- jobs as sessions shall work on it; they have no last attempt, as no later day could
-- close after it.  Gives how many jobs it queued.
CREATE OR REPLACE FUNCTION jobs.tick() RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_ends_at timestamptz;
    v_queued int := 0;
BEGIN
    PERFORM app.ensure_site_days(s.id) FROM catalog.site AS s ORDER BY s.id;
    PERFORM app.ensure_partitions();
    PERFORM app.purge_identity(1000);
    PERFORM app.expire_proposals();
    v_ends_at := app.due_day_end();
    IF v_ends_at IS NOT NULL THEN
        INSERT INTO ops.job (kind, payload, dedupe_key)
        SELECT 'close', jsonb_build_object('ends_at', app.instant(v_ends_at)),
            concat('close:', app.instant(v_ends_at), '#' || nullif(n, 1))
        FROM ops.setting AS s CROSS JOIN generate_series(1, s.close_sessions) AS n
        ON CONFLICT (dedupe_key) DO NOTHING;
        GET DIAGNOSTICS v_queued = ROW_COUNT;
    END IF;
    RETURN json_build_object('queued', v_queued + app.queue_sweep() + app.queue_digest());
END
$$;
