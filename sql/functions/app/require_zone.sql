-- SPDX-License-Identifier: Apache-2.0
-- Refuses a name that is no IANA time zone (abbreviations and POSIX strings are
-- not: they have no rules to follow).  Raises LG005.
CREATE OR REPLACE FUNCTION app.require_zone(p_zone text, p_pointer text) RETURNS void
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_zone IS NULL OR NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = p_zone)
        OR p_zone ~ '^(posix|right)/'
    THEN
        PERFORM app.fail_field(p_pointer, 'an IANA time zone such as Asia/Shanghai');
    END IF;
END
$$;
