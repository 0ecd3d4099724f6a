-- SPDX-License-Identifier: Apache-2.0
-- Whether the text is a whole hour of UTC that exists, as 2015-02-27T08:00:00Z.
-- The day is checked by counting from the month's first, as a cast would raise.
CREATE OR REPLACE FUNCTION app.is_hour(p_text text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN p_text ~ '^2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):00:00Z$'
            THEN extract(month FROM make_date(substr(p_text, 1, 4)::int, substr(p_text, 6, 2)::int, 1)
                + (substr(p_text, 9, 2)::int - 1)) = substr(p_text, 6, 2)::int
        ELSE false
    END;
END;
