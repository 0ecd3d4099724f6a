-- SPDX-License-Identifier: Apache-2.0
-- Digits of the currency's minor unit.
CREATE OR REPLACE FUNCTION app.digits(p_currency text) RETURNS int
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT CASE p_currency WHEN 'CNY' THEN 2 WHEN 'USD' THEN 2 END;
END;
