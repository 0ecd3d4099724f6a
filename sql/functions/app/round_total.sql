-- SPDX-License-Identifier: Apache-2.0
-- The total of a bill in minor units: Σ of its exact line amounts, rounded once,
-- half away from zero (product rule 3.2).
CREATE OR REPLACE FUNCTION app.round_total(p_currency text, p_exact numeric) RETURNS bigint
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT round(p_exact * power(10::numeric, app.digits(p_currency)), 0)::bigint;
END;
