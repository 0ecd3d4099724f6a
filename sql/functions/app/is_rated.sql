-- SPDX-License-Identifier: Apache-2.0
-- Whether the days that end at an instant are rated, all workspaces of all their sites.
CREATE OR REPLACE FUNCTION app.is_rated(p_ends_at timestamptz) RETURNS boolean
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM metering.site_day WHERE ends_at = p_ends_at)
        AND NOT EXISTS (
            SELECT FROM metering.site_day WHERE ends_at = p_ends_at AND rated_at IS NULL
                AND closed_at IS NULL);
END
$$;
