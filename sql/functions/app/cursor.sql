-- SPDX-License-Identifier: Apache-2.0
-- An opaque cursor from the key of a page's last row.
CREATE OR REPLACE FUNCTION app.cursor(p_key text[]) RETURNS text
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT translate(encode(convert_to(to_json(p_key)::text, 'UTF8'), 'base64'), '+/=' || chr(10), '-_');
END;
