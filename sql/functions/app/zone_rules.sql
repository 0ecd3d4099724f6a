-- SPDX-License-Identifier: Apache-2.0
-- A fingerprint of a zone's offsets, month by month, from a year before p_day to
-- a year after it: it changes when an update of tzdata changes the zone there.
-- p_zone must be a zone that exists.
CREATE OR REPLACE FUNCTION app.zone_rules(p_zone text, p_day date) RETURNS text
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT md5(string_agg(
        ((m.at AT TIME ZONE 'UTC')
            - ((m.at AT TIME ZONE 'UTC') AT TIME ZONE p_zone AT TIME ZONE 'UTC'))::text,
        ',' ORDER BY m.at))
    FROM generate_series(
        date_trunc('month', p_day::timestamp) - interval '12 months',
        date_trunc('month', p_day::timestamp) + interval '12 months',
        interval '1 month') AS m (at);
END;
