-- SPDX-License-Identifier: Apache-2.0
-- Whether the text is a list of operands as app.parse_operands reads it.
CREATE OR REPLACE FUNCTION app.is_operands(p_text text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT coalesce(p_text ~ ('^' || t.term || '([+;]' || t.term || ')*$'), false)
    FROM (VALUES ('[a-z][a-z0-9_]{0,63}'
        '([*](0[.][0-9]{0,11}[1-9]|[1-9][0-9]{0,7}([.][0-9]{1,12})?))?')) AS t (term);
END;
