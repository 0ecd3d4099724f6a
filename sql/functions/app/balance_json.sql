-- SPDX-License-Identifier: Apache-2.0
-- The balances of an account at the clock.  Purses count with what can be spent of
-- them now; stored_value = cards - arrears, with both parts beside it.
-- In PL/pgSQL, which keeps its plan: this is the read that is asked for most.
CREATE OR REPLACE FUNCTION app.balance_json(p_account account.account) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
BEGIN
    RETURN (SELECT json_build_object(
            'account', p_account.code, 'name', p_account.name, 'currency', l.currency,
            'cash', app.money(l.currency, l.cash),
            'frozen', app.money(l.currency, l.frozen),
            'is_frozen', l.is_frozen,
            'arrears', app.money(l.currency, l.arrears),
            'ordinary', app.money(l.currency, u.ordinary),
            'full_reduction', app.money(l.currency, u.full_reduction),
            'cards', app.money(l.currency, u.card),
            'stored_value', app.money(l.currency, u.card - l.arrears),
            'as_of', app.instant(v_now), 'seq', l.last_seq)
        FROM ledger.account AS l
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(p.balance) FILTER (WHERE p.kind = 'ordinary'), 0)::bigint AS ordinary,
                coalesce(sum(p.balance) FILTER (WHERE p.kind = 'full_reduction'), 0)::bigint
                    AS full_reduction,
                coalesce(sum(p.balance) FILTER (WHERE p.kind = 'card'), 0)::bigint AS card
            FROM ledger.purse AS p
            WHERE p.account_id = l.account_id AND app.is_usable(p, v_now)) AS u
        WHERE l.account_id = p_account.id);
END
$$;
