-- SPDX-License-Identifier: Apache-2.0
-- Queues the digest of the last UTC day when a block of until then is in no file yet.
-- Gives how many jobs it queued.
CREATE OR REPLACE FUNCTION app.queue_digest() RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_today CONSTANT date := (app.clock() AT TIME ZONE 'UTC')::date;
    v_until bigint;
    v_made_at timestamptz;
    v_queued int := 0;
BEGIN
    SELECT until_block INTO v_until FROM ledger.digest_file ORDER BY day DESC LIMIT 1;
    SELECT made_at INTO v_made_at FROM ledger.block WHERE number = coalesce(v_until, 0) + 1;
    IF v_made_at < v_today::timestamp AT TIME ZONE 'UTC' THEN
        INSERT INTO ops.job (kind, payload, dedupe_key)
        VALUES ('digest', jsonb_build_object('day', v_today - 1), format('digest:%s', v_today - 1))
        ON CONFLICT (dedupe_key) DO NOTHING;
        GET DIAGNOSTICS v_queued = ROW_COUNT;
    END IF;
    RETURN v_queued;
END
$$;
