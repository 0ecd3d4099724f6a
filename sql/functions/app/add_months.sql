-- SPDX-License-Identifier: Apache-2.0
-- The same time of day of an account's zone, so many months and days later.
CREATE OR REPLACE FUNCTION app.add_months(p_account_id uuid, p_instant timestamptz, p_months int, p_days int)
RETURNS timestamptz
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT ((p_instant AT TIME ZONE a.time_zone) + make_interval(months => p_months, days => p_days))
        AT TIME ZONE a.time_zone
    FROM account.account AS a WHERE a.id = p_account_id;
END;
