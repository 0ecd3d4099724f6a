-- SPDX-License-Identifier: Apache-2.0
-- Posts an operation's postings as entries, in their order: brings purses and the account
-- to their new balances and chains the hashes.  p_day NULL = today in the account's time
-- zone.  p_account is the row that the caller locked, or what app.post gave; gives the row as
-- it is now.  Raises LG016: the clock is more than 5 s behind the account's last entry.
CREATE OR REPLACE FUNCTION app.post(
    p_account ledger.account, p_operation bigint, p_kind text, p_contra text, p_postings ledger.posting[],
    p_note text, p_evidence bytea, p_bill_id uuid, p_day date)
RETURNS ledger.account
LANGUAGE plpgsql
AS $$
DECLARE
    v_account ledger.account := p_account;
    v_stamp timestamptz := app.clock();
    v_day date := p_day;
    v_posting ledger.posting;
    v_balance bigint;
BEGIN
    IF p_account.last_at > v_stamp + interval '5 seconds' THEN
        RAISE SQLSTATE 'LG016' USING
            MESSAGE = format('the last entry is stamped %s', app.instant(p_account.last_at));
    END IF;
    v_stamp := greatest(v_stamp, p_account.last_at + interval '1 microsecond');
    IF v_day IS NULL THEN
        SELECT (v_stamp AT TIME ZONE a.time_zone)::date INTO STRICT v_day
        FROM account.account AS a WHERE a.id = p_account.account_id;
    END IF;
    FOREACH v_posting IN ARRAY p_postings LOOP
        CASE v_posting.source
            WHEN 'cash' THEN
                v_account.cash := v_account.cash + v_posting.amount;
                v_balance := v_account.cash;
            WHEN 'arrears' THEN
                v_account.arrears := v_account.arrears - v_posting.amount;
                v_balance := -v_account.arrears;
            WHEN 'frozen' THEN
                v_account.frozen := v_account.frozen + v_posting.amount;
                v_balance := v_account.frozen;
            WHEN 'ordinary' THEN
                v_account.ordinary := v_account.ordinary + v_posting.amount;
            WHEN 'full_reduction' THEN
                v_account.full_reduction := v_account.full_reduction + v_posting.amount;
            WHEN 'card' THEN
                v_account.cards := v_account.cards + v_posting.amount;
            ELSE
                v_balance := NULL;
        END CASE;
        IF v_posting.purse IS NOT NULL THEN
            UPDATE ledger.purse SET balance = balance + v_posting.amount
            WHERE account_id = p_account.account_id AND number = v_posting.purse
            RETURNING balance INTO STRICT v_balance;
        END IF;
        v_account.last_seq := v_account.last_seq + 1;
        v_account.last_at := v_stamp;
        v_account.last_hash := sha256(v_account.last_hash || app.tg_entry_row(
            v_account.account_id, v_account.last_seq, p_operation, p_kind, v_posting.source, v_posting.purse,
            p_contra, v_posting.amount, v_balance, v_account.cash, v_account.frozen, v_account.arrears,
            v_account.ordinary, v_account.full_reduction, v_account.cards, p_bill_id, v_posting.lines,
            v_posting.line_amounts, v_day, v_stamp, p_note, p_evidence));
        INSERT INTO ledger.entry (account_id, seq, operation, amount, balance_after, cash_after, frozen_after,
            arrears_after, ordinary_after, full_reduction_after, cards_after, recorded_at, effective_day,
                purse,
            kind, source, contra, bill_id, lines, line_amounts, note, evidence, hash)
        VALUES (v_account.account_id, v_account.last_seq, p_operation, v_posting.amount, v_balance,
            v_account.cash, v_account.frozen, v_account.arrears, v_account.ordinary, v_account.full_reduction,
            v_account.cards, v_stamp, v_day, v_posting.purse, p_kind, v_posting.source, p_contra, p_bill_id,
            v_posting.lines, v_posting.line_amounts, p_note, p_evidence, v_account.last_hash);
        v_stamp := v_stamp + interval '1 microsecond';
    END LOOP;
    UPDATE ledger.account SET
        cash = v_account.cash, frozen = v_account.frozen, arrears = v_account.arrears,
        ordinary = v_account.ordinary, full_reduction = v_account.full_reduction, cards = v_account.cards,
        last_operation = greatest(last_operation, p_operation), last_seq = v_account.last_seq,
        last_at = v_account.last_at, last_hash = v_account.last_hash
    WHERE account_id = p_account.account_id;
    v_account.last_operation := greatest(v_account.last_operation, p_operation);
    RETURN v_account;
END
$$;
