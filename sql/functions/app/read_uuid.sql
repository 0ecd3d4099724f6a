-- SPDX-License-Identifier: Apache-2.0
-- A uuid of a query; NULL stays NULL.  Raises LG005 with the pointer.
CREATE OR REPLACE FUNCTION app.read_uuid(p_text text, p_pointer text) RETURNS uuid
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_text !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN
        PERFORM app.fail_field(p_pointer, 'a uuid');
    END IF;
    RETURN p_text::uuid;
END
$$;
