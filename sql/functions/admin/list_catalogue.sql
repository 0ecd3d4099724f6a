-- SPDX-License-Identifier: Apache-2.0
-- The published versions of all price lists.  Raises LG001.
CREATE OR REPLACE FUNCTION admin.list_catalogue(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object('items', coalesce(json_agg(json_build_object(
            'price_list', l.name, 'region', v.region, 'currency', v.currency, 'version', v.version,
            'effective_from', v.effective_from,
            'items', (SELECT count(*) FROM catalog.item AS i WHERE i.version_id = v.id),
            'prices', (SELECT count(*) FROM catalog.price AS p WHERE p.version_id = v.id),
            'published_at', app.instant(v.published_at))
            ORDER BY l.name, v.region, v.currency, v.version), '[]'), 'next_cursor', NULL)
        FROM catalog.price_list_version AS v JOIN catalog.price_list AS l ON l.id = v.price_list_id);
END
$$;
