-- SPDX-License-Identifier: Apache-2.0
-- The page size a query asks for, as app.page_limit takes it.  Raises LG005.
CREATE OR REPLACE FUNCTION app.read_limit(p_text text) RETURNS int
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.page_limit(CASE WHEN p_text ~ '^[1-9][0-9]{0,2}$' THEN p_text::int
        WHEN p_text IS NOT NULL THEN 0 END);
END
$$;
