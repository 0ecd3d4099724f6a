-- SPDX-License-Identifier: Apache-2.0
-- The checks of a batch against what is known: workspaces of the site, meters,
-- the clock, and the site's first day.  Raises LG008 unknown workspace, LG014
-- unknown meter, LG005, each naming the first faulty record.
CREATE OR REPLACE FUNCTION app.check_usage(p_site catalog.site, p_records metering.usage_record[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_latest CONSTANT timestamptz := app.clock() + interval '1 hour';
    v_earliest timestamptz;
    v_bad record;
BEGIN
    SELECT min(r.position) AS position, r.workspace INTO v_bad
    FROM unnest(p_records) AS r
    WHERE NOT EXISTS (
        SELECT FROM account.workspace AS w WHERE w.site_id = p_site.id AND w.code = r.workspace)
    GROUP BY r.workspace ORDER BY 1 LIMIT 1;
    IF FOUND THEN
        RAISE SQLSTATE 'LG008' USING
            MESSAGE = format('site %s has no workspace %s', p_site.code, v_bad.workspace),
            COLUMN = format('/records/%s/workspace', v_bad.position);
    END IF;

    SELECT min(r.position) AS position, r.meter INTO v_bad
    FROM unnest(p_records) AS r
    WHERE NOT EXISTS (SELECT FROM catalog.meter AS m WHERE m.code = r.meter)
    GROUP BY r.meter ORDER BY 1 LIMIT 1;
    IF FOUND THEN
        RAISE SQLSTATE 'LG014' USING
            MESSAGE = format('no price list names the meter %s', v_bad.meter),
            COLUMN = format('/records/%s/meter', v_bad.position);
    END IF;

    SELECT d.starts_at INTO v_earliest
    FROM metering.site_day AS d WHERE d.site_id = p_site.id ORDER BY d.day LIMIT 1;
    SELECT min(r.position) FILTER (WHERE r.hour > v_latest) AS late,
        min(r.position) FILTER (WHERE r.hour < v_earliest) AS early INTO v_bad
    FROM unnest(p_records) AS r;
    IF v_bad.late IS NOT NULL THEN
        PERFORM app.fail_field(
            format('/records/%s/hour', v_bad.late), 'an hour that is at most 1 h ahead of the clock');
    ELSIF v_bad.early IS NOT NULL THEN
        PERFORM app.fail_field(
            format('/records/%s/hour', v_bad.early),
            format('an hour not before the site''s first day, which began at %s', app.instant(v_earliest)));
    END IF;
END
$$;
