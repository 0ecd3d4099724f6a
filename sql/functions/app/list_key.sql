-- SPDX-License-Identifier: Apache-2.0
-- The key of p_parts parts inside a cursor of the list p_list; NULL for NULL.  The
-- cursor of another list is refused.  Raises LG005.
CREATE OR REPLACE FUNCTION app.list_key(p_cursor text, p_list text, p_parts int) RETURNS text[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key CONSTANT text[] := app.cursor_key(p_cursor, p_parts + 1);
BEGIN
    IF v_key[1] <> p_list THEN
        PERFORM app.fail_field('/cursor', 'a cursor as an answer of this list gave it');
    END IF;
    RETURN v_key[2:];
END
$$;
