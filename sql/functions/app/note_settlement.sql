-- SPDX-License-Identifier: Apache-2.0
-- The settlement of a bill, from the account's rows before and after its postings: by
-- source what paid it, the rest of the total by a cloud.  p_operation NULL: nothing was posted.
-- Settled when its last entry was recorded.  Raises LG022: the bill is settled already.
CREATE OR REPLACE FUNCTION app.note_settlement(
    p_before ledger.account, p_after ledger.account, p_bill_id uuid, p_method text, p_operation bigint,
    p_total bigint)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO billing.settlement (account_id, bill_id, method, operation, settled_at, first_seq, last_seq,
        ordinary, full_reduction, card, cash, arrears, cloud)
    VALUES (p_before.account_id, p_bill_id, p_method, p_operation,
        CASE WHEN p_operation IS NULL THEN app.clock() ELSE p_after.last_at END,
        CASE WHEN p_operation IS NOT NULL THEN p_before.last_seq + 1 END,
        CASE WHEN p_operation IS NOT NULL THEN p_after.last_seq END,
        p_before.ordinary - p_after.ordinary, p_before.full_reduction - p_after.full_reduction,
        p_before.cards - p_after.cards, p_before.cash - p_after.cash, p_after.arrears - p_before.arrears,
        p_total - (p_before.ordinary - p_after.ordinary) - (p_before.full_reduction - p_after.full_reduction)
            - (p_before.cards - p_after.cards) - (p_before.cash - p_after.cash)
            - (p_after.arrears - p_before.arrears))
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG022' USING MESSAGE = 'the bill is settled already';
    END IF;
END
$$;
