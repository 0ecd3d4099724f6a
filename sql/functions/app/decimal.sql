-- SPDX-License-Identifier: Apache-2.0
-- An exact number as text without needless zeros; NULL stays NULL.
CREATE OR REPLACE FUNCTION app.decimal(p_number numeric) RETURNS text
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT trim_scale(p_number)::text;
END;
