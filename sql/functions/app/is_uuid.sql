-- SPDX-License-Identifier: Apache-2.0
-- Whether a text is a uuid as answers write it; NULL for NULL.
CREATE OR REPLACE FUNCTION app.is_uuid(p_text text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT p_text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
END;
