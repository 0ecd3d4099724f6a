-- SPDX-License-Identifier: Apache-2.0
-- The balances of an account's row as simulations show them.
CREATE OR REPLACE FUNCTION app.balances_json(p_account ledger.account) RETURNS json
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'cash', app.money(p_account.currency, p_account.cash),
        'arrears', app.money(p_account.currency, p_account.arrears),
        'ordinary', app.money(p_account.currency, p_account.ordinary),
        'full_reduction', app.money(p_account.currency, p_account.full_reduction),
        'cards', app.money(p_account.currency, p_account.cards));
END;
