-- SPDX-License-Identifier: Apache-2.0
-- Partitions from the clock to three months ahead.  Asked at every tick of the
-- scheduler, so the last one's presence answers for all; past ones are made when
-- points for them come in.
CREATE OR REPLACE FUNCTION app.ensure_partitions() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_today CONSTANT date := (app.clock() AT TIME ZONE 'UTC')::date;
    v_last CONSTANT date := v_today + 91;
BEGIN
    IF to_regclass('metering.usage_point_' || to_char(v_last, 'YYYYMMDD')) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM app.ensure_usage_partition(v_today + n) FROM generate_series(0, 91) AS n;
    PERFORM app.ensure_billing_partitions((v_today + make_interval(months => n))::date)
    FROM generate_series(0, 3) AS n;
END
$$;
