-- SPDX-License-Identifier: Apache-2.0
-- A voucher or card as every answer shows it.  available is what can be spent at
-- the clock: 0 before its validity, after it, and when frozen, though the balance
-- of an expired purse stands until the sweep books it.
CREATE OR REPLACE FUNCTION app.purse_json(p_currency text, p_purse ledger.purse) RETURNS json
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT json_build_object(
        'purse', p_purse.id,
        'number', p_purse.number,
        'kind', p_purse.kind,
        'origin', p_purse.origin,
        'currency', p_currency,
        'face', app.money(p_currency, p_purse.face),
        'balance', app.money(p_currency, p_purse.balance),
        'available', app.money(p_currency, CASE s.state WHEN 'active' THEN p_purse.balance ELSE 0 END),
        'state', s.state,
        'frozen', p_purse.frozen,
        'replaces', p_purse.replaces,
        'valid_from', app.instant(p_purse.valid_from),
        'expires_at', app.instant(p_purse.expires_at),
        'items', p_purse.items,
        'min_spend', CASE WHEN p_purse.kind = 'full_reduction'
            THEN app.money(p_currency, p_purse.min_spend) END,
        'created_at', app.instant(p_purse.created_at))
    FROM (SELECT app.purse_state(p_purse, app.clock()) AS state) AS s;
END;
