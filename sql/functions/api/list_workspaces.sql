-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/workspaces: those bound to the account, by site and code.  Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.list_workspaces(
    p_session uuid, p_site text, p_settlement text, p_q text, p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
    v_limit CONSTANT int := app.read_limit(p_limit);
    v_after CONSTANT text[] := app.list_key(p_cursor, 'workspaces', ARRAY['', '']);
BEGIN
    PERFORM app.read_choice(p_settlement, ARRAY['account', 'aws', 'alibaba'], '/settlement');
    RETURN (
        WITH bound AS (
            SELECT w, s.code AS site, s.name AS site_name, s.zone, w.code
            FROM (SELECT DISTINCT b.workspace_id FROM account.workspace_binding AS b
                WHERE b.account_id = v_account.id) AS b
            JOIN account.workspace AS w ON w.id = b.workspace_id
            JOIN catalog.site AS s ON s.id = w.site_id
            WHERE (SELECT l.account_id FROM account.workspace_binding AS l
                    WHERE l.workspace_id = w.id ORDER BY l.from_day DESC LIMIT 1) = v_account.id
                AND (p_site IS NULL OR s.code = p_site)
                AND (p_settlement IS NULL OR app.settlement_method(w.id, 'infinity') = p_settlement)
                AND (p_q IS NULL OR strpos(lower(w.code), lower(p_q)) > 0
                    OR strpos(lower(w.name), lower(p_q)) > 0)
        ), page AS (
            SELECT * FROM bound
            WHERE v_after IS NULL OR (site, code) > (v_after[1] COLLATE "C", v_after[2] COLLATE "C")
            ORDER BY site, code LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY site, code LIMIT v_limit
        )
        SELECT json_build_object(
            'items', coalesce(json_agg(app.json_merge(app.workspace_json(s.w), json_build_object(
                'site_name', s.site_name, 'time_zone', s.zone)) ORDER BY s.site, s.code), '[]'),
            'totals', CASE WHEN v_after IS NULL
                THEN json_build_object('count', (SELECT count(*) FROM bound)) END,
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit THEN (
                SELECT app.cursor(ARRAY['workspaces', l.site, l.code])
                FROM shown AS l ORDER BY l.site DESC, l.code DESC LIMIT 1) END)
        FROM shown AS s);
END
$$;
