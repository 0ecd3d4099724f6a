-- SPDX-License-Identifier: Apache-2.0
-- An amount as decimal text, with a sign if it is below 0; NULL stays NULL.  How many
-- decimals a currency has is app.minor's.  Raises LG004, naming p_pointer.
CREATE OR REPLACE FUNCTION app.read_amount(p_text text, p_pointer text) RETURNS numeric
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_text !~ '^-?[0-9]{1,15}(\.[0-9]{1,9})?$' THEN
        RAISE SQLSTATE 'LG004' USING MESSAGE = 'an amount is a decimal number', COLUMN = p_pointer;
    END IF;
    RETURN p_text::numeric;
END
$$;
