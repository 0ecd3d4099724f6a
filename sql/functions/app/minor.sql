-- SPDX-License-Identifier: Apache-2.0
-- A decimal amount in minor units.  A finer scale than the currency has is refused,
-- as a cast would round it without a word.  Raises LG004, naming p_pointer.
CREATE OR REPLACE FUNCTION app.minor(p_currency text, p_amount numeric, p_pointer text) RETURNS bigint
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_amount IS NULL OR p_amount IN ('NaN', 'Infinity', '-Infinity') THEN
        RAISE SQLSTATE 'LG004' USING MESSAGE = 'an amount is a decimal number', COLUMN = p_pointer;
    END IF;
    IF p_amount <> round(p_amount, app.digits(p_currency)) THEN
        RAISE SQLSTATE 'LG004' USING
            MESSAGE = format('an amount in %s has at most %s decimals', p_currency, app.digits(p_currency)),
            COLUMN = p_pointer;
    END IF;
    IF abs(p_amount) > 1000000000000 THEN
        RAISE SQLSTATE 'LG004' USING MESSAGE = 'an amount is at most 1,000,000,000,000', COLUMN = p_pointer;
    END IF;
    RETURN p_amount * power(10::numeric, app.digits(p_currency));
END
$$;
