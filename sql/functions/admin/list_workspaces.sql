-- SPDX-License-Identifier: Apache-2.0
-- Workspaces by site and code, of one account or site when named.
-- Raises LG002, LG006.
CREATE OR REPLACE FUNCTION admin.list_workspaces(p_session uuid, p_account text, p_site text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account account.account;
    v_site catalog.site;
BEGIN
    PERFORM app.operator(p_session);
    IF p_account IS NOT NULL THEN
        v_account := app.account_of(p_account);
    END IF;
    IF p_site IS NOT NULL THEN
        v_site := app.site_of(p_site);
    END IF;
    RETURN (SELECT json_build_object(
            'items', coalesce(json_agg(app.workspace_json(w) ORDER BY s.code, w.code), '[]'),
            'next_cursor', NULL)
        FROM account.workspace AS w JOIN catalog.site AS s ON s.id = w.site_id
        WHERE (p_site IS NULL OR s.id = v_site.id)
            AND (p_account IS NULL OR (
                SELECT b.account_id FROM account.workspace_binding AS b
                WHERE b.workspace_id = w.id ORDER BY b.from_day DESC LIMIT 1) = v_account.id));
END
$$;
