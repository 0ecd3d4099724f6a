-- SPDX-License-Identifier: Apache-2.0
-- The records of a batch whose identity is stored with another content, as JSON
-- in order of position.  Run after the batch was inserted.  OFFSET 0 makes each
-- record a look-up by key: joined freely, the planner takes a busy workspace for a
-- small one and reads all of it for every record.
CREATE OR REPLACE FUNCTION app.usage_conflicts(p_site_id int, p_records metering.usage_record[])
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(
        json_agg(json_build_object('position', r.position, 'id', r.id, 'workspace', r.workspace)
            ORDER BY r.position), '[]')
    FROM unnest(p_records) AS r
    JOIN account.workspace AS w ON w.site_id = p_site_id AND w.code = r.workspace
    CROSS JOIN LATERAL (
        SELECT * FROM metering.usage_point AS p
        WHERE p.workspace_id = w.id AND p.utc_day = (r.hour AT TIME ZONE 'UTC')::date AND p.id = r.id
        OFFSET 0) AS p
    WHERE (p.meter, p.hour, p.quantity) <> (r.meter, r.hour, r.quantity)
        OR p.attributes IS DISTINCT FROM r.attributes;
END;
