-- SPDX-License-Identifier: Apache-2.0
-- Refuses what is no array of 1 to p_most elements.  Raises LG005.
CREATE OR REPLACE FUNCTION app.require_array(p_array json, p_most int, p_pointer text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(json_typeof(p_array),
        '') <> 'array' OR json_array_length(p_array) NOT BETWEEN 1 AND p_most THEN
        PERFORM app.fail_field(p_pointer, format('a list of 1 to %s', p_most));
    END IF;
END
$$;
