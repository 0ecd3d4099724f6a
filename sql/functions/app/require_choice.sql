-- SPDX-License-Identifier: Apache-2.0
-- Refuses a value that is none of the choices.  NULL is refused too.  Raises LG005.
CREATE OR REPLACE FUNCTION app.require_choice(p_value text, p_choices text[], p_pointer text) RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_value IS NULL OR p_value <> ALL (p_choices) THEN
        PERFORM app.fail_field(p_pointer, 'one of ' || array_to_string(p_choices, ', '));
    END IF;
END
$$;
