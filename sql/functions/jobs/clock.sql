-- SPDX-License-Identifier: Apache-2.0
-- The business clock, for bc-jobs to show.
CREATE OR REPLACE FUNCTION jobs.clock() RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.instant(app.clock());
END
$$;
