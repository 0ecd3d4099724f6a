-- SPDX-License-Identifier: Apache-2.0
-- Cuts the site's days until one ends more than two hours after the clock, the
-- first being site.first_day.  Each starts where the one before ended.  A day ends
-- at the next local midnight, the later one where clocks are set back over midnight;
-- a date that the zone skips has no length.
-- Serialised by the site's row.
CREATE OR REPLACE FUNCTION app.ensure_site_days(p_site_id int) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_until timestamptz := app.clock() + interval '2 hours';
    v_site catalog.site;
    v_day date;
    v_from timestamptz;
    v_end timestamptz;
BEGIN
    IF EXISTS (SELECT FROM metering.site_day WHERE site_id = p_site_id AND ends_at > v_until) THEN
        RETURN;
    END IF;
    SELECT * INTO STRICT v_site FROM catalog.site WHERE id = p_site_id FOR NO KEY UPDATE;
    SELECT d.day + 1, d.ends_at INTO v_day, v_from
    FROM metering.site_day AS d WHERE d.site_id = p_site_id ORDER BY d.day DESC LIMIT 1;
    IF NOT FOUND THEN
        v_day := v_site.first_day;
        v_from := v_day::timestamp AT TIME ZONE v_site.zone;
    END IF;
    WHILE v_from <= v_until LOOP
        v_end := greatest(v_from, (v_day + 1)::timestamp AT TIME ZONE v_site.zone);
        INSERT INTO metering.site_day (site_id, day, starts_at, ends_at, rules)
        VALUES (p_site_id, v_day, v_from, v_end, app.zone_rules(v_site.zone, v_day));
        v_day := v_day + 1;
        v_from := v_end;
    END LOOP;
END
$$;
