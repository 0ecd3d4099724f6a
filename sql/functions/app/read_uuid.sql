-- SPDX-License-Identifier: Apache-2.0
-- A uuid of a query; NULL stays NULL.  Raises LG005 with the pointer.
CREATE OR REPLACE FUNCTION app.read_uuid(p_text text, p_pointer text) RETURNS uuid
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT app.is_uuid(p_text) THEN
        PERFORM app.fail_field(p_pointer, 'a uuid');
    END IF;
    RETURN p_text::uuid;
END
$$;
