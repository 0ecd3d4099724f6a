-- SPDX-License-Identifier: Apache-2.0
-- Queues a sweep job when something is due and none is queued; gives how many it queued.
CREATE OR REPLACE FUNCTION app.queue_sweep() RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_open CONSTANT timestamptz := (SELECT min(ends_at) FROM metering.site_day WHERE closed_at IS NULL);
    v_queued int;
BEGIN
    INSERT INTO ops.job (kind, payload, dedupe_key)
    SELECT 'sweep', '{}', 'sweep:' || (SELECT count(*) FROM ops.job WHERE kind = 'sweep')
    WHERE NOT EXISTS (SELECT FROM ops.job WHERE kind = 'sweep' AND done_at IS NULL AND dead_at IS NULL)
        AND EXISTS (SELECT FROM app.due_purses(app.clock(), v_open))
    ON CONFLICT (dedupe_key) DO NOTHING;
    GET DIAGNOSTICS v_queued = ROW_COUNT;
    RETURN v_queued;
END
$$;
