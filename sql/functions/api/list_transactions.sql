-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/transactions: the entries of the journal that were recorded on days of the
-- account's time zone, newest first.  Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.list_transactions(
    p_session uuid, p_from text, p_until text, p_type text, p_source text, p_direction text, p_purse text,
    p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.session_account(p_session);
    v_currency CONSTANT text := v_account.currency;
    v_limit CONSTANT int := app.read_limit(p_limit);
    v_after CONSTANT text[] := app.list_key(p_cursor, 'transactions', ARRAY['^[1-9][0-9]{0,17}$']);
    v_days CONSTANT record := app.read_days(p_from, p_until, app.account_today(v_account));
    v_purse CONSTANT uuid := app.read_uuid(p_purse, '/purse');
    v_first CONSTANT bigint := app.seq_at(v_account.id,
        v_days.from_day::timestamp AT TIME ZONE v_account.time_zone);
    v_end CONSTANT bigint := app.seq_at(v_account.id,
        (v_days.until_day + 1)::timestamp AT TIME ZONE v_account.time_zone);
    v_number int;
BEGIN
    PERFORM app.read_choice(p_type, ARRAY['grant', 'activation', 'purchase', 'recharge', 'repayment',
        'deduction', 'adjustment', 'expiry', 'refund', 'freeze', 'unfreeze'], '/type');
    PERFORM app.read_choice(p_source, ARRAY['ordinary', 'full_reduction', 'card', 'cash', 'frozen', 'arrears',
        'aws', 'alibaba'], '/source');
    PERFORM app.read_choice(p_direction, ARRAY['in', 'out'], '/direction');
    IF v_purse IS NOT NULL THEN
        SELECT u.number INTO v_number
        FROM ledger.purse AS u WHERE u.account_id = v_account.id AND u.id = v_purse;
        v_number := coalesce(v_number, 0);
    END IF;
    RETURN (
        WITH page AS (
            SELECT e, e.seq
            FROM app.account_entries(v_account.id, v_first, least(v_end, v_after[1]::bigint), p_type,
                p_source, p_direction, v_number) AS e
            ORDER BY e.seq DESC LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY seq DESC LIMIT v_limit
        )
        SELECT json_build_object(
            'currency', v_currency, 'from', v_days.from_day, 'until', v_days.until_day,
            'items', coalesce(json_agg(app.transaction_json(v_currency, s.e) ORDER BY s.seq DESC), '[]'),
            'totals', CASE WHEN v_after IS NULL THEN app.transaction_totals_json(v_currency, v_account.id,
                v_first, v_end, p_type, p_source, p_direction, v_number) END,
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit
                THEN app.cursor(ARRAY['transactions', min(s.seq)::text]) END)
        FROM shown AS s);
END
$$;
