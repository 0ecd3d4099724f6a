-- SPDX-License-Identifier: Apache-2.0
-- Whether the text is a quantity: decimal, not negative, at most 9 decimals.
CREATE OR REPLACE FUNCTION app.is_quantity(p_text text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT coalesce(p_text ~ '^[0-9]{1,21}([.][0-9]{1,9})?$', false);
END;
