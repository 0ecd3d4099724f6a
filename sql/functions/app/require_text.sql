-- SPDX-License-Identifier: Apache-2.0
-- Refuses a text that does not match a pattern.  NULL is refused too.  Raises LG005.
CREATE OR REPLACE FUNCTION app.require_text(p_value text, p_pattern text, p_pointer text, p_expected text)
RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(p_value !~ p_pattern, true) THEN
        PERFORM app.fail_field(p_pointer, p_expected);
    END IF;
END
$$;
