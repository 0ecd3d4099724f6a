-- SPDX-License-Identifier: Apache-2.0
-- Operands from text such as "trace_ids;spans*0.1+errors": operands part at ";",
-- each a sum of meters with an optional weight.  The text must be well formed
-- (app.is_operands).  Operands are numbered from p_first.
CREATE OR REPLACE FUNCTION app.parse_operands(p_text text, p_first int)
RETURNS TABLE (operand int, meter text, weight numeric)
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT p_first + o.place::int - 1, split_part(t.term, '*', 1),
        sum(coalesce(nullif(split_part(t.term, '*', 2), '')::numeric, 1))
    FROM string_to_table(p_text, ';') WITH ORDINALITY AS o (text, place)
    CROSS JOIN LATERAL string_to_table(o.text, '+') AS t (term)
    GROUP BY o.place, split_part(t.term, '*', 1);
END;
