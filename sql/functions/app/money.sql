-- SPDX-License-Identifier: Apache-2.0
-- Minor units as decimal text with exactly the currency's digits; NULL stays NULL.
-- One immutable expression, so that it is inlined.  By multiplication, which is exact:
-- numeric division rounds what is long enough.
CREATE OR REPLACE FUNCTION app.money(p_currency text, p_minor bigint) RETURNS text
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT (p_minor * ('1e-' || app.digits(p_currency)::text)::numeric)::text;
END;
