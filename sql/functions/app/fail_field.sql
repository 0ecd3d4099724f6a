-- SPDX-License-Identifier: Apache-2.0
-- Refuses a value, says what it must be, and names its member: p_pointer is a JSON pointer into the
-- request; it travels in COLUMN, so that nobody has to read it out of a message.
-- Raises LG005.
CREATE OR REPLACE FUNCTION app.fail_field(p_pointer text, p_expected text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE SQLSTATE 'LG005' USING MESSAGE = 'must be ' || p_expected, COLUMN = p_pointer;
END
$$;
