-- SPDX-License-Identifier: Apache-2.0
-- Settles one due bill of the account: plans, posts, notes the debt and the settlement.  The
-- caller has locked the account and found the bill due under that lock.
CREATE OR REPLACE FUNCTION app.settle_due(p_account ledger.account, p_due billing.due) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := p_account;
    v_operation bigint;
    v_items text[];
    v_eligible boolean[];
    v_charges bigint[];
BEGIN
    IF p_due.total > 0 THEN
        SELECT array_agg(l.item ORDER BY l.line), array_agg(l.voucher_eligible ORDER BY l.line),
            array_agg(l.charge ORDER BY l.line)
        INTO v_items, v_eligible, v_charges
        FROM billing.bill_line AS l
        WHERE l.account_id = p_due.account_id AND l.bill_id = p_due.bill_id AND l.day = p_due.day;
        v_operation := p_account.last_operation + 1;
        v_account := app.post(p_account, v_operation, 'deduction', 'revenue',
            app.plan(p_account, p_due.ends_at - interval '1 microsecond',
                ARRAY['ordinary', 'full_reduction', 'card'],
                CASE p_due.method WHEN 'account' THEN ARRAY['cash', 'arrears'] ELSE ARRAY[p_due.method] END,
                v_items, v_eligible, v_charges),
            NULL, p_due.input_hash, p_due.bill_id, p_due.day);
        IF v_account.arrears > p_account.arrears THEN
            INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
            VALUES (p_due.account_id, v_account.last_seq, p_due.day, p_due.workspace,
                v_account.arrears - p_account.arrears);
        END IF;
    END IF;
    PERFORM app.note_settlement(p_account, v_account, p_due.bill_id, p_due.method, v_operation, p_due.total);
END
$$;
