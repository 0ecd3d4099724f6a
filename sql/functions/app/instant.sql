-- SPDX-License-Identifier: Apache-2.0
-- An instant as RFC 3339 text in UTC, with as many digits of a second as it has.
CREATE OR REPLACE FUNCTION app.instant(p_instant timestamptz) RETURNS text
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN p_instant IS NULL THEN NULL
        WHEN date_trunc('second', p_instant) = p_instant
            THEN to_char(p_instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        ELSE to_char(p_instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    END;
END;
