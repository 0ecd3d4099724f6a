-- SPDX-License-Identifier: Apache-2.0
-- The reason an operator gives, trimmed.  Raises LG005 when there is none.
CREATE OR REPLACE FUNCTION app.reason(p_reason text) RETURNS text
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_reason text := btrim(p_reason);
BEGIN
    IF v_reason IS NULL OR length(v_reason) NOT BETWEEN 1 AND 500 THEN
        PERFORM app.fail_field('/reason', 'a reason of 1 to 500 characters, for the audit log');
    END IF;
    RETURN v_reason;
END
$$;
