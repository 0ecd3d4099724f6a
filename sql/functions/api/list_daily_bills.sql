-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/bills/daily: newest day first, within a day by workspace and run.
-- Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.list_daily_bills(
    p_session uuid, p_from text, p_until text, p_site text, p_workspace text, p_settlement text,
    p_state text, p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
    v_limit CONSTANT int := app.read_limit(p_limit);
    v_after CONSTANT text[] := app.list_key(
        p_cursor, 'bills', ARRAY['', '^[0-9]{1,18}$', '^[0-9]{1,9}$']);
    v_day CONSTANT date := app.read_day(v_after[1], '/cursor');
    v_days CONSTANT record := app.read_days(p_from, p_until, app.account_today(v_account));
BEGIN
    PERFORM app.read_choice(p_settlement, ARRAY['account', 'aws', 'alibaba'], '/settlement');
    PERFORM app.read_choice(p_state, ARRAY['rated', 'settled'], '/state');
    RETURN (
        WITH page AS (
            SELECT b AS bill, b.day, b.workspace_id, b.run
            FROM app.account_bills(v_account.id, v_days.from_day, least(v_days.until_day, v_day),
                p_site, p_workspace, p_settlement, p_state) AS b
            WHERE v_after IS NULL OR b.day < v_day
                OR (b.workspace_id, b.run) > (v_after[2]::bigint, v_after[3]::int)
            ORDER BY b.day DESC, b.workspace_id, b.run LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY day DESC, workspace_id, run LIMIT v_limit
        )
        SELECT json_build_object(
            'currency', v_account.currency, 'from', v_days.from_day, 'until', v_days.until_day,
            'items', coalesce(json_agg(app.bill_json(bill) ORDER BY day DESC, workspace_id, run), '[]'),
            'totals', CASE WHEN v_after IS NULL THEN app.bill_totals_json(v_account.currency, v_account.id,
                v_days.from_day, v_days.until_day, p_site, p_workspace, p_settlement, p_state) END,
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit THEN (
                SELECT app.cursor(ARRAY['bills', l.day::text, l.workspace_id::text, l.run::text])
                FROM shown AS l ORDER BY l.day, l.workspace_id DESC, l.run DESC LIMIT 1) END)
        FROM shown);
END
$$;
