-- SPDX-License-Identifier: Apache-2.0
-- The earliest day end that is not closed and whose close is due: the clock has
-- passed it by the close delay.  NULL when none is.
CREATE OR REPLACE FUNCTION app.due_day_end() RETURNS timestamptz
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT min(d.ends_at) FROM metering.site_day AS d
    WHERE d.closed_at IS NULL
        AND d.ends_at <= app.clock() - (SELECT s.close_delay FROM ops.setting AS s);
END;
