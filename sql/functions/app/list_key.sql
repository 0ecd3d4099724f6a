-- SPDX-License-Identifier: Apache-2.0
-- The key inside a cursor of the list p_list, whose parts have the forms p_forms
-- (regular expressions); NULL for NULL.  The cursor of another list is refused, and one
-- that somebody made.  Raises LG005.
CREATE OR REPLACE FUNCTION app.list_key(p_cursor text, p_list text, p_forms text[]) RETURNS text[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key CONSTANT text[] := app.cursor_key(p_cursor, cardinality(p_forms) + 1);
BEGIN
    IF v_key IS NOT NULL AND (v_key[1] IS DISTINCT FROM p_list OR NOT (
        SELECT bool_and(coalesce(k.part ~ k.form, false)) FROM unnest(v_key[2:], p_forms) AS k (part, form)))
    THEN
        PERFORM app.fail_field('/cursor', 'a cursor as an answer of this list gave it');
    END IF;
    RETURN v_key[2:];
END
$$;
