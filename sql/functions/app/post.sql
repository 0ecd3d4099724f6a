-- SPDX-License-Identifier: Apache-2.0
-- Posts one entry of an operation on cash, arrears or a purse: p_amount in minor
-- units is what the source gains (arrears: what the debt shrinks by).  Brings the
-- source to its new balance and gives the entry's seq.  The caller holds the
-- account's lock.
CREATE OR REPLACE FUNCTION app.post(
    p_account_id uuid, p_operation bigint, p_kind text, p_source text, p_purse int, p_contra text,
    p_amount bigint)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account;
    v_balance bigint;
    v_zone text;
BEGIN
    UPDATE ledger.account SET
        cash = cash + CASE p_source WHEN 'cash' THEN p_amount ELSE 0 END,
        arrears = arrears - CASE p_source WHEN 'arrears' THEN p_amount ELSE 0 END,
        vouchers = vouchers + CASE WHEN p_source IN ('ordinary', 'full_reduction') THEN p_amount ELSE 0 END,
        cards = cards + CASE p_source WHEN 'card' THEN p_amount ELSE 0 END,
        last_seq = last_seq + 1, last_at = app.next_stamp(last_at)
    WHERE account_id = p_account_id RETURNING * INTO STRICT v_account;
    IF p_purse IS NOT NULL THEN
        UPDATE ledger.purse SET balance = balance + p_amount
        WHERE account_id = p_account_id AND number = p_purse RETURNING balance INTO STRICT v_balance;
    ELSE
        v_balance := CASE p_source WHEN 'cash' THEN v_account.cash ELSE -v_account.arrears END;
    END IF;
    SELECT time_zone INTO STRICT v_zone FROM account.account WHERE id = p_account_id;
    INSERT INTO ledger.entry (account_id, seq, operation, kind, source, purse, contra, amount,
        balance_after, cash_after, vouchers_after, stored_value_after, effective_day, recorded_at)
    VALUES (p_account_id, v_account.last_seq, p_operation, p_kind, p_source, p_purse, p_contra, p_amount,
        v_balance, v_account.cash, v_account.vouchers, v_account.cards - v_account.arrears,
        (v_account.last_at AT TIME ZONE v_zone)::date, v_account.last_at);
    RETURN v_account.last_seq;
END
$$;
