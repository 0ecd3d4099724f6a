-- SPDX-License-Identifier: Apache-2.0
-- What the books said of an account at an instant: the balances after the last entry
-- recorded up to it, found by halving.  Vouchers and cards count as booked, also while
-- frozen or not yet valid, and expired ones until they are booked out; app.balance_json
-- counts what can be spent.  is_frozen is that of now.  Raises LG005, naming /at: an instant to come.
CREATE OR REPLACE FUNCTION app.balance_at_json(p_account account.account, p_at timestamptz) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_entry ledger.entry;
BEGIN
    IF p_at > app.clock() THEN
        PERFORM app.fail_field('/at', 'an instant that is not to come');
    END IF;
    SELECT * INTO v_entry FROM ledger.entry
    WHERE account_id = p_account.id AND seq = app.seq_at(p_account.id, p_at + interval '1 microsecond') - 1;
    RETURN json_build_object(
        'account', p_account.code, 'name', p_account.name, 'currency', p_account.currency,
        'is_frozen', (SELECT a.is_frozen FROM ledger.account AS a WHERE a.account_id = p_account.id),
        'cash', app.money(p_account.currency, coalesce(v_entry.cash_after, 0)),
        'frozen', app.money(p_account.currency, coalesce(v_entry.frozen_after, 0)),
        'arrears', app.money(p_account.currency, coalesce(v_entry.arrears_after, 0)),
        'ordinary', app.money(p_account.currency, coalesce(v_entry.ordinary_after, 0)),
        'full_reduction', app.money(p_account.currency, coalesce(v_entry.full_reduction_after, 0)),
        'cards', app.money(p_account.currency, coalesce(v_entry.cards_after, 0)),
        'stored_value', app.money(p_account.currency,
            coalesce(v_entry.cards_after, 0) - coalesce(v_entry.arrears_after, 0)),
        'as_of', app.instant(p_at), 'seq', coalesce(v_entry.seq, 0));
END
$$;
