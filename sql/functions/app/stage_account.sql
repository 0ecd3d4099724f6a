-- SPDX-License-Identifier: Apache-2.0
-- A copy of an account's balances, vouchers and cards, without history, to try things on;
-- one statement, so that all is of one moment.  Locks nothing of the account.  Gives the
-- copy's row.  Meant to be rolled back.
CREATE OR REPLACE FUNCTION app.stage_account(p_account account.account) RETURNS ledger.account
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_id CONSTANT uuid := gen_random_uuid();
    v_code CONSTANT text := 'copy-' || left(replace(v_id::text, '-', ''), 20);
    v_account ledger.account;
BEGIN
    WITH made AS (
        INSERT INTO account.account (id, code, name, currency, time_zone, created_at)
        VALUES (v_id, v_code, v_code, p_account.currency, p_account.time_zone, p_account.created_at)
    ), purse AS (
        INSERT INTO ledger.purse (account_id, number, kind, origin, face, balance, valid_from, expires_at,
            items, min_spend, frozen, created_at, is_over)
        SELECT v_id, u.number, u.kind, u.origin, u.face, u.balance, u.valid_from, u.expires_at, u.items,
            u.min_spend, u.frozen, u.created_at, u.is_over
        FROM ledger.purse AS u WHERE u.account_id = p_account.id
    )
    INSERT INTO ledger.account (account_id, currency, cash, frozen, arrears, ordinary, full_reduction,
        cards, purses)
    SELECT v_id, a.currency, a.cash, a.frozen, a.arrears, a.ordinary, a.full_reduction, a.cards, a.purses
    FROM ledger.account AS a WHERE a.account_id = p_account.id
    RETURNING * INTO STRICT v_account;
    RETURN v_account;
END
$$;
