-- SPDX-License-Identifier: Apache-2.0
-- Stores a batch of hourly points, all or none.  Accepted are new ones, duplicates
-- are there with the same content, conflicts are there with another content and
-- stay as they were.  A new point of a day that has begun to close refuses the
-- batch, while one stored before is still a duplicate, so a lost answer can be
-- asked for again at any time.
--
-- Lock order: the site's intake lock, shared (the close takes it exclusively to
-- mark the day), then points in key order, so that two batches can't deadlock.
-- Raises LG009 day closed, and what app.read_usage and app.check_usage raise.
CREATE OR REPLACE FUNCTION app.add_usage(p_site catalog.site, p_records json) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_records CONSTANT metering.usage_record[] := app.read_usage(p_records);
    v_accepted int;
    v_conflicts json := json_build_array();
BEGIN
    PERFORM app.ensure_site_days(p_site.id);
    PERFORM app.check_usage(p_site, v_records);
    PERFORM app.ensure_usage_partition(d.utc_day)
    FROM (SELECT DISTINCT (r.hour AT TIME ZONE 'UTC')::date AS utc_day FROM unnest(v_records) AS r) AS d;

    PERFORM pg_advisory_xact_lock_shared(app.lock_class('intake'), p_site.id);
    PERFORM app.refuse_closed_usage(p_site, v_records);

    INSERT INTO metering.usage_point (workspace_id, utc_day, id, meter, hour, quantity, attributes)
    SELECT w.id, (r.hour AT TIME ZONE 'UTC')::date, r.id, r.meter, r.hour, r.quantity, r.attributes
    FROM unnest(v_records) AS r
    JOIN account.workspace AS w ON w.site_id = p_site.id AND w.code = r.workspace
    ORDER BY 1, 2, r.id, r.position
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_accepted = ROW_COUNT;

    IF v_accepted < cardinality(v_records) THEN
        v_conflicts := app.usage_conflicts(p_site.id, v_records);
    END IF;
    RETURN json_build_object(
        'accepted', v_accepted,
        'duplicates', cardinality(v_records) - v_accepted - json_array_length(v_conflicts),
        'conflicts', v_conflicts);
END
$$;
