-- SPDX-License-Identifier: Apache-2.0
-- Each meter of a billing day, folded three ways from its hourly sums: points of
-- the same workspace, meter and hour are added first, whatever their attributes.
-- The UTC days are asked for by value, so that only their partitions are read.
CREATE OR REPLACE FUNCTION app.daily_meters(
    p_workspaces bigint[], p_starts_at timestamptz, p_ends_at timestamptz)
RETURNS TABLE (
    workspace_id bigint, meter text, fold_sum numeric, fold_max numeric, fold_last numeric, input text)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH hourly AS (
        SELECT p.workspace_id, p.meter, p.hour, sum(p.quantity) AS quantity
        FROM metering.usage_point AS p
        WHERE p.workspace_id = ANY (p_workspaces)
            AND p.utc_day BETWEEN (p_starts_at AT TIME ZONE 'UTC')::date
                AND (p_ends_at AT TIME ZONE 'UTC')::date
            AND p.hour >= p_starts_at AND p.hour < p_ends_at
        GROUP BY p.workspace_id, p.meter, p.hour
    )
    SELECT workspace_id, meter, sum(quantity), max(quantity),
        (array_agg(quantity ORDER BY hour DESC))[1],
        string_agg(extract(epoch FROM hour)::bigint || '=' || trim_scale(quantity), ',' ORDER BY hour)
    FROM hourly
    GROUP BY workspace_id, meter;
END;
