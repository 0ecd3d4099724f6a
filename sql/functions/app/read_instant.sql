-- SPDX-License-Identifier: Apache-2.0
-- An instant of a query, RFC 3339 with an offset; NULL stays NULL.  Raises LG005.
CREATE OR REPLACE FUNCTION app.read_instant(p_text text, p_pointer text) RETURNS timestamptz
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_instant timestamptz;
BEGIN
    IF p_text !~ ('^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?'
        '(Z|[+-][0-9]{2}:[0-9]{2})$')
    THEN
        PERFORM app.fail_field(p_pointer, 'an instant with an offset, as 2026-01-31T08:00:00Z');
    END IF;
    BEGIN
        v_instant := p_text::timestamptz;
    EXCEPTION
        WHEN data_exception THEN
            PERFORM app.fail_field(p_pointer, 'an instant that exists');
    END;
    RETURN v_instant;
END
$$;
