-- SPDX-License-Identifier: Apache-2.0
-- Stored points by workspace, UTC day and id; p_not_billed leaves those of closed
-- days that no bill covers.  p_from and p_until are billing days; all filters may be
-- NULL.  Raises LG001, LG005, LG006.
CREATE OR REPLACE FUNCTION admin.list_usage(
    p_session uuid, p_not_billed boolean, p_site text, p_workspace text, p_from date, p_until date,
    p_cursor text, p_limit int)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_limit CONSTANT int := app.page_limit(p_limit);
    v_after CONSTANT text[] := app.cursor_key(p_cursor, 3);
BEGIN
    PERFORM app.operator(p_session);
    IF p_site IS NOT NULL THEN
        PERFORM app.site_of(p_site);
    END IF;
    RETURN (
        WITH page AS (
            SELECT u.*
            FROM app.usage_states(coalesce(p_from - 1, '-infinity'), coalesce(p_until + 2, 'infinity')) AS u
            WHERE (p_site IS NULL OR u.site = p_site)
                AND (p_workspace IS NULL OR u.workspace = p_workspace)
                AND (p_from IS NULL OR u.day >= p_from)
                AND (p_until IS NULL OR u.day <= p_until)
                AND (NOT coalesce(p_not_billed, false) OR u.state IN ('not_billed', 'faulted'))
                AND (v_after IS NULL OR (u.workspace_id, u.utc_day, u.id)
                    > (v_after[1]::bigint, v_after[2]::date, v_after[3] COLLATE "C"))
            ORDER BY u.workspace_id, u.utc_day, u.id LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY workspace_id, utc_day, id LIMIT v_limit
        )
        SELECT json_build_object(
            'items', coalesce(json_agg(json_build_object('site', site, 'workspace', workspace, 'day', day,
                'meter', meter, 'hour', app.instant(hour), 'quantity', app.decimal(quantity), 'id', id,
                'state', state) ORDER BY workspace_id, utc_day, id), '[]'),
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit THEN (
                SELECT app.cursor(ARRAY[l.workspace_id::text, l.utc_day::text, l.id])
                FROM shown AS l ORDER BY l.workspace_id DESC, l.utc_day DESC, l.id DESC LIMIT 1) END)
        FROM shown);
END
$$;
