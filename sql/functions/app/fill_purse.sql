-- SPDX-License-Identifier: Apache-2.0
-- Makes a purse and fills it by one entry of the operation against p_contra.  p_valid_from
-- NULL = the clock now: a late close of a day before must not be paid by it.  The caller holds
-- the account's lock and has checked the terms.  Gives the account's row as it is then;
-- the purse's number is its count of purses.
CREATE OR REPLACE FUNCTION app.fill_purse(
    p_account ledger.account, p_operation bigint, p_entry_kind text, p_contra text, p_kind text,
        p_origin text,
    p_face bigint, p_valid_from timestamptz, p_expires_at timestamptz, p_items text[], p_min_spend bigint,
    p_replaces int, p_note text)
RETURNS ledger.account
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := p_account;
    v_purse ledger.purse;
BEGIN
    UPDATE ledger.account SET purses = purses + 1
    WHERE account_id = p_account.account_id RETURNING purses INTO STRICT v_account.purses;
    INSERT INTO ledger.purse (account_id, number, kind, origin, face, balance, valid_from, expires_at, items,
        min_spend, replaces, created_at)
    VALUES (p_account.account_id, v_account.purses, p_kind, p_origin, p_face, 0,
        coalesce(p_valid_from, app.clock()), p_expires_at, p_items, coalesce(p_min_spend, 0), p_replaces,
        app.next_stamp(p_account.last_at))
    RETURNING * INTO STRICT v_purse;
    RETURN app.post(v_account, p_operation, p_entry_kind, p_contra,
        ARRAY[ROW(p_kind, v_purse.number, p_face, NULL, NULL)::ledger.posting], p_note,
        app.tg_purse_terms(v_purse), NULL, NULL);
END
$$;
