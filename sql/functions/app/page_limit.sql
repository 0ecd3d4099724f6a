-- SPDX-License-Identifier: Apache-2.0
-- The page size of a list: 1 to 500, 100 when not said.  Raises LG005.
CREATE OR REPLACE FUNCTION app.page_limit(p_limit int) RETURNS int
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_limit NOT BETWEEN 1 AND 500 THEN
        PERFORM app.fail_field('/limit', 'a whole number from 1 to 500');
    END IF;
    RETURN coalesce(p_limit, 100);
END
$$;
