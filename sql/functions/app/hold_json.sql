-- SPDX-License-Identifier: Apache-2.0
-- A hold on a part of the funds as every answer shows it.
CREATE OR REPLACE FUNCTION app.hold_json(p_currency text, p_hold ledger.hold) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'hold', p_hold.number, 'amount', app.money(p_currency, p_hold.amount),
        'remaining', app.money(p_currency, p_hold.remaining), 'reason', p_hold.reason,
        'created_at', app.instant(p_hold.created_at));
END;
