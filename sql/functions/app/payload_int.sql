-- SPDX-License-Identifier: Apache-2.0
-- A whole number above 0, as a string of a proposal's payload; NULL when it is not there.
-- Raises LG005.
CREATE OR REPLACE FUNCTION app.payload_int(p_payload jsonb, p_name text) RETURNS int
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_text CONSTANT text := app.payload_text(p_payload, p_name);
BEGIN
    IF v_text !~ '^[1-9][0-9]{0,8}$' THEN
        PERFORM app.fail_field('/payload/' || p_name, 'a whole number above 0');
    END IF;
    RETURN v_text::int;
END
$$;
