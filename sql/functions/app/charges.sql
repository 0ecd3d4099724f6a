-- SPDX-License-Identifier: Apache-2.0
-- The total of a bill given to its lines (product rule 3.2), in line order: each
-- exact amount is cut down to whole minor units, the units still missing to the
-- total go one each to the largest cut-off fractions, ties to the lower line.
-- A negative bill is the mirror of its absolute value.  No lines: an empty array.
CREATE OR REPLACE FUNCTION app.charges(p_currency text, p_exact numeric[]) RETURNS bigint[]
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    WITH line AS (
        SELECT u.line, abs(u.exact) * power(10::numeric, app.digits(p_currency)) AS minor,
            CASE WHEN u.exact < 0 THEN -1 ELSE 1 END AS sign
        FROM unnest(p_exact) WITH ORDINALITY AS u (exact, line)
    ), ranked AS (
        SELECT line, sign, trunc(minor) AS whole,
            row_number() OVER (ORDER BY minor - trunc(minor) DESC, line) AS place
        FROM line
    ), missing AS (
        SELECT round(sum(minor)) - sum(trunc(minor)) AS units FROM line
    )
    SELECT coalesce(
        array_agg((sign * (whole + CASE WHEN place <= missing.units THEN 1 ELSE 0 END))::bigint
            ORDER BY line),
        '{}')
    FROM ranked CROSS JOIN missing;
END;
