-- SPDX-License-Identifier: Apache-2.0
-- First key of the advisory locks, by what they guard.
CREATE OR REPLACE FUNCTION app.lock_class(p_name text) RETURNS int
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT CASE p_name WHEN 'partition' THEN 8201 WHEN 'intake' THEN 8202 WHEN 'close' THEN 8203
        WHEN 'sign_in' THEN 8204 WHEN 'block' THEN 8205 END;
END;
