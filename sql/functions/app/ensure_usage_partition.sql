-- SPDX-License-Identifier: Apache-2.0
-- The partition for usage points of a UTC day.
CREATE OR REPLACE FUNCTION app.ensure_usage_partition(p_utc_day date) RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT app.ensure_partition('metering', 'usage_point', p_utc_day, p_utc_day + 1);
END;
