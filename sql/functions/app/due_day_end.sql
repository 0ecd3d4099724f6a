-- SPDX-License-Identifier: Apache-2.0
-- The earliest day end that is not closed and whose close is due: the clock has
-- passed, by the close delay, the end of the last hour that began on the day.  An
-- hour belongs to the day it begins on; where days end at half past, that hour is
-- over half an hour after the day.  NULL when none is due.
CREATE OR REPLACE FUNCTION app.due_day_end() RETURNS timestamptz
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT min(d.ends_at) FROM metering.site_day AS d
    WHERE d.closed_at IS NULL
        AND date_trunc('hour', d.ends_at + interval '1 hour' - interval '1 microsecond', 'UTC')
            <= app.clock() - (SELECT s.close_delay FROM ops.setting AS s);
END;
