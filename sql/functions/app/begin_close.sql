-- SPDX-License-Identifier: Apache-2.0
-- Marks the site days that end at p_ends_at as closing, once the batches of points
-- under way for these sites have ended.  Gives how many; 0 when all are marked.
-- Lock order: the sites' intake locks, by site.
CREATE OR REPLACE FUNCTION app.begin_close(p_ends_at timestamptz) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_site_id int;
    v_days int;
BEGIN
    FOR v_site_id IN
        SELECT DISTINCT site_id FROM metering.site_day
        WHERE ends_at = p_ends_at AND closing_at IS NULL ORDER BY site_id
    LOOP
        PERFORM pg_advisory_xact_lock(app.lock_class('intake'), v_site_id);
    END LOOP;
    UPDATE metering.site_day SET closing_at = app.clock() WHERE ends_at = p_ends_at AND closing_at IS NULL;
    GET DIAGNOSTICS v_days = ROW_COUNT;
    RETURN v_days;
END
$$;
