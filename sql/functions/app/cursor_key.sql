-- SPDX-License-Identifier: Apache-2.0
-- The key inside a cursor of p_parts parts; NULL for NULL.  Raises LG005 for what is
-- no cursor of ours.
CREATE OR REPLACE FUNCTION app.cursor_key(p_cursor text, p_parts int) RETURNS text[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key text[];
BEGIN
    IF p_cursor IS NULL THEN
        RETURN NULL;
    END IF;
    BEGIN
        SELECT array_agg(e.value ORDER BY e.ordinality) INTO v_key
        FROM json_array_elements_text(convert_from(
            decode(rpad(translate(p_cursor, '-_', '+/'), (length(p_cursor) + 3) / 4 * 4, '='), 'base64'),
            'UTF8')::json)
            WITH ORDINALITY AS e;
    EXCEPTION
        WHEN data_exception THEN
            v_key := NULL;
    END;
    IF cardinality(v_key) IS DISTINCT FROM p_parts THEN
        PERFORM app.fail_field('/cursor', 'a cursor as an answer gave it');
    END IF;
    RETURN v_key;
END
$$;
