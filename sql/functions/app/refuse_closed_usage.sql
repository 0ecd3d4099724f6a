-- SPDX-License-Identifier: Apache-2.0
-- Refuses a batch with a new point of a day that has begun to close.  Days close
-- in order, so one instant parts the closed from the open.  The caller holds the
-- site's intake lock.  Raises LG009, naming the record.
CREATE OR REPLACE FUNCTION app.refuse_closed_usage(p_site catalog.site, p_records metering.usage_record[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_last metering.site_day;
    v_position int;
BEGIN
    SELECT * INTO v_last FROM metering.site_day
    WHERE site_id = p_site.id AND closing_at IS NOT NULL ORDER BY day DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT min(r.position) INTO v_position
    FROM unnest(p_records) AS r
    JOIN account.workspace AS w ON w.site_id = p_site.id AND w.code = r.workspace
    LEFT JOIN LATERAL (
        SELECT true AS stored FROM metering.usage_point AS p
        WHERE p.workspace_id = w.id AND p.utc_day = (r.hour AT TIME ZONE 'UTC')::date AND p.id = r.id
        OFFSET 0) AS p ON true
    WHERE r.hour < v_last.ends_at AND p.stored IS NULL;
    IF v_position IS NOT NULL THEN
        RAISE SQLSTATE 'LG009' USING
            MESSAGE = format('the days of %s up to %s are closed', p_site.code, v_last.day),
            COLUMN = format('/records/%s/hour', v_position);
    END IF;
END
$$;
