-- SPDX-License-Identifier: Apache-2.0
-- A member of a proposal's payload, which is a string; NULL when it is not there or null.
-- Raises LG005.
CREATE OR REPLACE FUNCTION app.payload_text(p_payload jsonb, p_name text) RETURNS text
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF jsonb_typeof(p_payload -> p_name) NOT IN ('string', 'null') THEN
        PERFORM app.fail_field('/payload/' || p_name, 'a string');
    END IF;
    RETURN p_payload ->> p_name;
END
$$;
