-- SPDX-License-Identifier: Apache-2.0
-- Bills in order of day end, then workspace (in order of making) and run.  All
-- filters may be NULL.  Raises LG001, LG002, LG005, LG006.
CREATE OR REPLACE FUNCTION admin.list_bills(
    p_session uuid, p_account text, p_site text, p_workspace text, p_from date, p_until date, p_cursor text,
    p_limit int)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_limit CONSTANT int := app.page_limit(p_limit);
    v_after CONSTANT text[] := app.cursor_key(p_cursor, 3);
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
    RETURN (
        WITH page AS (
            SELECT b AS bill, b.ends_at, b.workspace_id, b.run
            FROM billing.bill AS b
            JOIN account.workspace AS w ON w.id = b.workspace_id
            WHERE (p_account IS NULL OR b.account_id = v_account.id)
                AND (p_site IS NULL OR b.site_id = v_site.id)
                AND (p_workspace IS NULL OR w.code = p_workspace)
                AND (p_from IS NULL OR b.day >= p_from)
                AND (p_until IS NULL OR b.day <= p_until)
                AND (b.ends_at, b.workspace_id, b.run) > (coalesce(v_after[1]::timestamptz, '-infinity'),
                    coalesce(v_after[2]::bigint, 0), coalesce(v_after[3]::int, -1))
            ORDER BY b.ends_at, b.workspace_id, b.run
            LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY ends_at, workspace_id, run LIMIT v_limit
        )
        SELECT json_build_object(
            'items', coalesce(json_agg(app.bill_json(bill) ORDER BY ends_at, workspace_id, run), '[]'),
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit THEN (
                SELECT app.cursor(ARRAY[l.ends_at::text, l.workspace_id::text, l.run::text])
                FROM shown AS l ORDER BY l.ends_at DESC, l.workspace_id DESC, l.run DESC LIMIT 1) END)
        FROM shown);
END
$$;
