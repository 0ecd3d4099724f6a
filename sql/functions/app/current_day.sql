-- SPDX-License-Identifier: Apache-2.0
-- The site's billing day at the clock.  Needs app.ensure_site_days before.
CREATE OR REPLACE FUNCTION app.current_day(p_site_id int) RETURNS date
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT d.day FROM metering.site_day AS d
    WHERE d.site_id = p_site_id AND d.starts_at <= app.clock() AND d.ends_at > app.clock();
END;
