-- SPDX-License-Identifier: Apache-2.0
-- The day it is for an account, at the clock.
CREATE OR REPLACE FUNCTION app.account_today(p_account account.account) RETURNS date
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT (app.clock() AT TIME ZONE p_account.time_zone)::date;
END;
