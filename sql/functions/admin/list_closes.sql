-- SPDX-License-Identifier: Apache-2.0
-- The billing days of a site (NULL: of all), in order of their ends, with the state
-- of their close.  Raises LG001, LG006.
CREATE OR REPLACE FUNCTION admin.list_closes(p_session uuid, p_site text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_site catalog.site;
BEGIN
    PERFORM app.operator(p_session);
    IF p_site IS NOT NULL THEN
        v_site := app.site_of(p_site);
    END IF;
    PERFORM app.ensure_site_days(s.id) FROM catalog.site AS s ORDER BY s.id;
    RETURN (SELECT json_build_object('items', coalesce(json_agg(json_build_object(
                'site', s.code, 'day', d.day, 'starts_at', app.instant(d.starts_at),
                'ends_at', app.instant(d.ends_at),
                'state', CASE WHEN d.closed_at IS NOT NULL THEN 'closed'
                    WHEN d.closing_at IS NOT NULL THEN 'closing' ELSE 'open' END,
                'faults', f.faults) ORDER BY d.ends_at, s.code), '[]'), 'next_cursor', NULL)
        FROM metering.site_day AS d
        JOIN catalog.site AS s ON s.id = d.site_id
        CROSS JOIN LATERAL (
            SELECT coalesce(json_agg(json_build_object(
                'workspace', w.code, 'step', x.step, 'detail', x.detail)
                ORDER BY w.code), '[]') AS faults
            FROM billing.close_fault AS x JOIN account.workspace AS w ON w.id = x.workspace_id
            WHERE x.day = d.day AND w.site_id = d.site_id AND x.resolved_at IS NULL) AS f
        WHERE p_site IS NULL OR s.id = v_site.id);
END
$$;
