-- SPDX-License-Identifier: Apache-2.0
-- A JSON text as it is worked with; NULL stays NULL.  Raises LG005 for what is well formed
-- and yet can't be held, as a NUL in a string.
CREATE OR REPLACE FUNCTION app.read_jsonb(p_json json, p_pointer text) RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN p_json::jsonb;
EXCEPTION
    WHEN data_exception OR program_limit_exceeded OR statement_too_complex THEN
        PERFORM app.fail_field(p_pointer, 'JSON of ordinary strings, not too deep');
        RETURN NULL;
END
$$;
