-- SPDX-License-Identifier: Apache-2.0
-- Two objects as one, the members of the first before those of the second.
CREATE OR REPLACE FUNCTION app.json_merge(p_first json, p_second json) RETURNS json
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT json_object_agg(m.key, m.value) FROM (
        SELECT key, value FROM json_each(p_first)
        UNION ALL
        SELECT key, value FROM json_each(p_second)) AS m;
END;
