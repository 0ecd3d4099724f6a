-- SPDX-License-Identifier: Apache-2.0
-- A value of a query that must be one of the choices; NULL stays NULL.  Raises LG005.
CREATE OR REPLACE FUNCTION app.read_choice(p_value text, p_choices text[], p_pointer text) RETURNS text
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_value IS NOT NULL THEN
        PERFORM app.require_choice(p_value, p_choices, p_pointer);
    END IF;
    RETURN p_value;
END
$$;
