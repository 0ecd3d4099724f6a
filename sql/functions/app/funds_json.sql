-- SPDX-License-Identifier: Apache-2.0
-- What an operation on the funds answers: its number, its stamp, and what cash, frozen funds
-- and arrears are after it.
CREATE OR REPLACE FUNCTION app.funds_json(p_account ledger.account, p_operation bigint) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'operation', p_operation, 'currency', p_account.currency,
        'cash', app.money(p_account.currency, p_account.cash),
        'frozen', app.money(p_account.currency, p_account.frozen),
        'arrears', app.money(p_account.currency, p_account.arrears),
        'recorded_at', app.instant(p_account.last_at));
END;
