-- SPDX-License-Identifier: Apache-2.0
-- Settles an adjustment bill as part of the operation: above 0 it deducts like any bill, at the
-- instant it was made and by p_method; below 0 it gives back.  The settlement is what the bill itself moved:
-- substitutes, breakage and repayments follow it.  The caller holds the account's lock and
-- gives p_original, the bill that it corrects.  Gives the account's row then.
CREATE OR REPLACE FUNCTION app.settle_adjustment(
    p_account ledger.account, p_operation bigint, p_original billing.bill, p_bill billing.bill, p_method text,
    p_note text)
RETURNS ledger.account
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account;
    v_items text[];
    v_eligible boolean[];
    v_charges bigint[];
    v_postings ledger.posting[];
BEGIN
    SELECT array_agg(l.item ORDER BY l.line), array_agg(l.voucher_eligible ORDER BY l.line),
        array_agg(l.charge ORDER BY l.line) INTO v_items, v_eligible, v_charges
    FROM billing.bill_line AS l
    WHERE l.account_id = p_bill.account_id AND l.bill_id = p_bill.id AND l.day = p_bill.day;
    v_postings := CASE WHEN p_bill.total < 0 THEN app.plan_return(p_original, v_charges)
        ELSE app.plan(p_account, p_bill.ends_at, ARRAY['ordinary', 'full_reduction', 'card'],
            CASE p_method WHEN 'account' THEN ARRAY['cash', 'arrears'] ELSE ARRAY[p_method] END,
            v_items, v_eligible, v_charges) END;
    v_account := app.post(p_account, p_operation, 'adjustment', 'revenue', v_postings, p_note,
        p_bill.input_hash, p_bill.id, NULL);
    IF v_account.arrears < p_account.arrears THEN
        PERFORM app.return_debts(p_original, p_account.arrears - v_account.arrears);
    ELSIF v_account.arrears > p_account.arrears THEN
        INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
        SELECT v_account.account_id, v_account.last_seq, p_bill.day, w.code,
            v_account.arrears - p_account.arrears
        FROM account.workspace AS w WHERE w.id = p_bill.workspace_id;
    END IF;
    PERFORM app.note_settlement(p_account, v_account, p_bill.id, p_method, p_operation, p_bill.total);
    IF p_bill.total < 0 THEN
        v_account := app.return_expired(v_account, p_operation, v_postings, p_note);
    END IF;
    RETURN app.repay_arrears(v_account, p_operation);
END
$$;
