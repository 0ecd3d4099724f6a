-- SPDX-License-Identifier: Apache-2.0
-- Site days and hourly points.

-- How a site's time is cut into billing days: decided once, each day adjoins the
-- next, and every query uses the row, never the zone.  A zone that skips a date
-- has a day of no length.  rules = fingerprint of the zone's offsets around the
-- day (app.zone_rules), so that a later change of tzdata can be seen.
-- closing_at: from then on no point of the day is taken.  closed_at: all its
-- bills but the faulted ones are settled.
CREATE TABLE metering.site_day (
    site_id int NOT NULL REFERENCES catalog.site,
    day date NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    rules text NOT NULL,
    closing_at timestamptz,
    closed_at timestamptz,
    PRIMARY KEY (site_id, day),
    CHECK (ends_at >= starts_at),
    CHECK (closed_at IS NULL OR closing_at IS NOT NULL)
);
CREATE INDEX site_day_open ON metering.site_day (ends_at) WHERE closed_at IS NULL;
CREATE INDEX site_day_ends ON metering.site_day (ends_at);

CREATE FUNCTION app.tg_site_day_decided() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (new.site_id, new.day, new.starts_at, new.ends_at, new.rules)
        IS DISTINCT FROM (old.site_id, old.day, old.starts_at, old.ends_at, old.rules)
        OR (old.closing_at IS NOT NULL AND new.closing_at IS DISTINCT FROM old.closing_at)
        OR (old.closed_at IS NOT NULL AND new.closed_at IS DISTINCT FROM old.closed_at)
    THEN
        RAISE SQLSTATE 'LG021' USING MESSAGE = 'a site day is decided once and never reopened';
    END IF;
    RETURN new;
END
$$;
CREATE TRIGGER decided BEFORE UPDATE ON metering.site_day
    FOR EACH ROW EXECUTE FUNCTION app.tg_site_day_decided();
CREATE TRIGGER kept BEFORE DELETE ON metering.site_day
    FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();
CREATE TRIGGER kept_truncate BEFORE TRUNCATE ON metering.site_day
    FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

-- Hourly points.  quantity has at most 9 decimals; identity is (workspace and so
-- its site, UTC day of the hour, id).  Partitioned by UTC day (app.ensure_partitions).
CREATE TABLE metering.usage_point (
    workspace_id bigint NOT NULL,
    utc_day date NOT NULL,
    id text COLLATE "C" NOT NULL,
    meter text COLLATE "C" NOT NULL,
    hour timestamptz NOT NULL,
    quantity numeric(30, 9) NOT NULL CHECK (quantity >= 0 AND quantity < 'Infinity'),
    attributes jsonb,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (workspace_id, utc_day, id)
) PARTITION BY RANGE (utc_day);
SELECT app.tg_protect('metering.usage_point');

-- A record of a batch once its text has been read; position counts from 0.
CREATE TYPE metering.usage_record AS (
    position int,
    id text,
    workspace text,
    meter text,
    hour timestamptz,
    quantity numeric,
    attributes jsonb
);
