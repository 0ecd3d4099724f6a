-- SPDX-License-Identifier: Apache-2.0
-- The vouchers or cards of the account of a session, newest first: one page, and on
-- the first page the totals of all.  Raises LG001, LG005.
CREATE OR REPLACE FUNCTION app.member_purses(
    p_session uuid, p_kinds text[], p_state text, p_expires_before text, p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
    v_limit CONSTANT int := app.read_limit(p_limit);
    v_list CONSTANT text := CASE WHEN 'card' = ANY (p_kinds) THEN 'cards' ELSE 'vouchers' END;
    v_after CONSTANT text[] := app.list_key(p_cursor, v_list, ARRAY['^[1-9][0-9]{0,8}$']);
    v_state CONSTANT text := app.read_choice(
        p_state, ARRAY['active', 'frozen', 'pending', 'expired', 'used_up', 'voided'], '/state');
    v_before CONSTANT timestamptz := app.read_instant(p_expires_before, '/expires_before');
    v_now CONSTANT timestamptz := app.clock();
BEGIN
    RETURN (
        WITH purse AS (
            SELECT u, u.number, u.face, u.balance,
                CASE app.purse_state(u, v_now) WHEN 'active' THEN u.balance ELSE 0 END AS available
            FROM ledger.purse AS u
            WHERE u.account_id = v_account.id AND u.kind = ANY (p_kinds)
                AND (v_state IS NULL OR app.purse_state(u, v_now) = v_state)
                AND (v_before IS NULL OR u.expires_at < v_before)
        ), page AS (
            SELECT * FROM purse WHERE v_after IS NULL OR number < v_after[1]::int
            ORDER BY number DESC LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY number DESC LIMIT v_limit
        )
        SELECT json_build_object(
            'currency', v_account.currency,
            'items', coalesce(json_agg(app.purse_json(v_account.currency, s.u) ORDER BY s.number DESC), '[]'),
            'totals', CASE WHEN v_after IS NULL THEN (SELECT json_build_object(
                'count', count(*),
                'face', app.money(v_account.currency, coalesce(sum(p.face), 0)::bigint),
                'balance', app.money(v_account.currency, coalesce(sum(p.balance), 0)::bigint),
                'available', app.money(v_account.currency, coalesce(sum(p.available), 0)::bigint))
                FROM purse AS p) END,
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit
                THEN app.cursor(ARRAY[v_list, min(s.number)::text]) END)
        FROM shown AS s);
END
$$;
