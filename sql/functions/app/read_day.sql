-- SPDX-License-Identifier: Apache-2.0
-- A day of a query, YYYY-MM-DD; NULL stays NULL.  Raises LG005 with the pointer.
CREATE OR REPLACE FUNCTION app.read_day(p_text text, p_pointer text) RETURNS date
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_day date;
BEGIN
    IF p_text !~ '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$' THEN
        PERFORM app.fail_field(p_pointer, 'a day, YYYY-MM-DD');
    END IF;
    BEGIN
        v_day := make_date(left(p_text, 4)::int, substr(p_text, 6, 2)::int, right(p_text, 2)::int);
    EXCEPTION
        WHEN datetime_field_overflow THEN
            PERFORM app.fail_field(p_pointer, 'a day that exists, YYYY-MM-DD');
    END;
    RETURN v_day;
END
$$;
