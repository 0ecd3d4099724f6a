-- SPDX-License-Identifier: Apache-2.0
-- Settles one due bill of the account, which the caller has locked: plans, posts, notes the
-- debt and the settlement.  Raises LG016, and LG022 when the bill is settled already.
CREATE OR REPLACE FUNCTION app.settle_due(p_account ledger.account, p_due billing.due) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    v_account ledger.account := p_account;
    v_operation bigint;
    v_items text[];
    v_eligible boolean[];
    v_charges bigint[];
BEGIN
    IF p_due.total > 0 THEN
        SELECT array_agg(l.item), array_agg(l.voucher_eligible), array_agg(l.charge)
        INTO v_items, v_eligible, v_charges
        FROM (SELECT item, voucher_eligible, charge FROM billing.bill_line
            WHERE account_id = p_due.account_id AND bill_id = p_due.bill_id AND day = p_due.day
            ORDER BY line) AS l;
        v_operation := p_account.last_operation + 1;
        v_account := app.post(p_account, v_operation, 'deduction', 'revenue',
            app.plan(p_account, p_due.ends_at - interval '1 microsecond',
                ARRAY['ordinary', 'full_reduction', 'card'],
                CASE p_due.method WHEN 'account' THEN ARRAY['cash', 'arrears'] ELSE ARRAY[p_due.method] END,
                v_items, v_eligible, v_charges),
            NULL, p_due.input_hash, p_due.bill_id, p_due.day);
        IF v_account.arrears > p_account.arrears THEN
            INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
            SELECT p_due.account_id, v_account.last_seq, p_due.day, w.code,
                v_account.arrears - p_account.arrears
            FROM account.workspace AS w WHERE w.id = p_due.workspace_id;
        END IF;
    END IF;
    PERFORM app.note_settlement(p_account, v_account, p_due.bill_id, p_due.method, v_operation, p_due.total);
END
$$;
