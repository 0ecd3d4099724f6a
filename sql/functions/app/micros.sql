-- SPDX-License-Identifier: Apache-2.0
-- An instant as RFC 3339 text in UTC with all six digits of its microseconds.
CREATE OR REPLACE FUNCTION app.micros(p_instant timestamptz) RETURNS text
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT to_char(p_instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
END;
