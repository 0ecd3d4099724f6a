-- SPDX-License-Identifier: Apache-2.0
-- app.minor of an amount that must be above 0.  Raises LG004, naming p_pointer.
CREATE OR REPLACE FUNCTION app.positive_minor(p_currency text, p_amount numeric, p_pointer text)
RETURNS bigint
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_minor bigint := app.minor(p_currency, p_amount, p_pointer);
BEGIN
    IF v_minor <= 0 THEN
        RAISE SQLSTATE 'LG004' USING MESSAGE = 'an amount is above 0', COLUMN = p_pointer;
    END IF;
    RETURN v_minor;
END
$$;
