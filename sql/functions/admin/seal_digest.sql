-- SPDX-License-Identifier: Apache-2.0
-- The digest file of a UTC day that is over, as app.seal_digest gives it; NULL = yesterday.
-- Raises LG001 and what that raises.
CREATE OR REPLACE FUNCTION admin.seal_digest(p_session uuid, p_day date, OUT name text, OUT content text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    SELECT s.name, s.content INTO name, content
    FROM app.seal_digest(coalesce(p_day, (app.clock() AT TIME ZONE 'UTC')::date - 1)) AS s;
END
$$;
