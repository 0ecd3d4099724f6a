-- SPDX-License-Identifier: Apache-2.0
-- An amount in a proposal's payload; NULL when it is not there.  Raises LG004, LG005.
CREATE OR REPLACE FUNCTION app.payload_amount(p_payload jsonb, p_name text) RETURNS numeric
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.read_amount(app.payload_text(p_payload, p_name), '/payload/' || p_name);
END
$$;
