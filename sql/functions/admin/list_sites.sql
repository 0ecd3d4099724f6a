-- SPDX-License-Identifier: Apache-2.0
-- All sites, by code.
CREATE OR REPLACE FUNCTION admin.list_sites(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object(
            'items', coalesce(json_agg(app.site_json(s) ORDER BY s.code), '[]'), 'next_cursor', NULL)
        FROM catalog.site AS s);
END
$$;
