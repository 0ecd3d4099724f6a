-- SPDX-License-Identifier: Apache-2.0
-- All operators by name.  Raises LG001.
CREATE OR REPLACE FUNCTION admin.list_operators(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object(
            'items', coalesce(json_agg(app.operator_json(o) ORDER BY o.name), '[]'), 'next_cursor', NULL)
        FROM identity.operator AS o);
END
$$;
