-- SPDX-License-Identifier: Apache-2.0
-- Refuses a line of a made-up bill that has no item or no amount of 0 or more.  Raises LG004,
-- LG005.
CREATE OR REPLACE FUNCTION app.check_simulated_line(p_line json, p_pointer text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF json_typeof(p_line) <> 'object' THEN
        PERFORM app.fail_field(p_pointer, 'an object of item and amount');
    END IF;
    PERFORM app.require_text(p_line ->> 'item', '^[^[:cntrl:]]{1,64}$', p_pointer || '/item',
        'the code of an item');
    IF coalesce(json_typeof(p_line -> 'amount') <> 'string'
        OR p_line ->> 'amount' !~ '^[0-9]{1,9}(\.[0-9]{1,9})?$', true)
    THEN
        RAISE SQLSTATE 'LG004' USING
            MESSAGE = 'an amount is a decimal number of 0 or more', COLUMN = p_pointer || '/amount';
    END IF;
END
$$;
