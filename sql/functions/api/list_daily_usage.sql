-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/usage/daily: what was billed by day, workspace and item, as far as p_by
-- names them.  Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.list_daily_usage(
    p_session uuid, p_from text, p_until text, p_by text, p_site text, p_workspace text, p_item text,
    p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
    v_limit CONSTANT int := app.read_limit(p_limit);
    v_after CONSTANT text[] := app.list_key(p_cursor, 'usage', ARRAY['', '', '', '']);
    v_days CONSTANT record := app.read_days(p_from, p_until, app.account_today(v_account));
    v_by CONSTANT text[] := string_to_array(coalesce(p_by, 'day,workspace,item'), ',');
    -- rows of earlier days stand on earlier pages: they need no summing again
    v_first CONSTANT date := coalesce(
        greatest(v_days.from_day, app.read_day(nullif(v_after[1], ''), '/cursor')), v_days.from_day);
BEGIN
    IF v_by = '{}' OR NOT v_by <@ ARRAY['day', 'workspace', 'item']
        OR cardinality(v_by) <> (SELECT count(DISTINCT u) FROM unnest(v_by) AS u)
    THEN
        PERFORM app.fail_field('/by', 'one or more of day, workspace, item, each once, with commas between');
    END IF;
    RETURN (
        WITH usage AS MATERIALIZED (
            SELECT * FROM app.usage_rows(v_account.id, v_first, v_days.until_day, v_by, p_site,
                p_workspace, p_item)
        ), page AS (
            SELECT * FROM usage WHERE v_after IS NULL OR key COLLATE "C" > v_after
            ORDER BY key COLLATE "C" LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY key COLLATE "C" LIMIT v_limit
        )
        SELECT json_build_object(
            'currency', v_account.currency, 'from', v_days.from_day, 'until', v_days.until_day, 'by', v_by,
            'items', coalesce(json_agg(json_build_object('day', s.day, 'site', s.site,
                'workspace', s.workspace, 'item', s.item, 'quantity', app.decimal(s.quantity),
                'units', app.decimal(s.units), 'unit_name', s.unit_name,
                'charge', app.money(v_account.currency, s.charge)) ORDER BY s.key COLLATE "C"), '[]'),
            'totals', CASE WHEN v_after IS NULL THEN (SELECT json_build_object('count', count(*),
                'charge', app.money(v_account.currency, coalesce(sum(u.charge), 0)::bigint))
                FROM usage AS u) END,
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit
                THEN app.cursor(ARRAY['usage'] || (SELECT max(l.key COLLATE "C") FROM shown AS l)) END)
        FROM shown AS s);
END
$$;
