-- SPDX-License-Identifier: Apache-2.0
-- Takes from the debts of a bill and its corrections what was given back of arrears, the newest
-- posting first.  The caller holds the account's lock.
CREATE OR REPLACE FUNCTION app.return_debts(p_bill billing.bill, p_amount bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    WITH open AS (
        SELECT d.seq, d.amount - d.repaid - d.returned AS owed,
            sum(d.amount - d.repaid - d.returned) OVER (ORDER BY d.seq DESC) AS upto
        FROM billing.workspace_day AS w
        JOIN billing.settlement AS s ON s.account_id = w.account_id AND s.bill_id = w.bill_id
        JOIN ledger.debt AS d ON d.account_id = s.account_id AND d.seq BETWEEN s.first_seq AND s.last_seq
        WHERE w.workspace_id = p_bill.workspace_id AND w.day = p_bill.day AND w.account_id = p_bill.account_id
            AND d.repaid + d.returned < d.amount
    )
    UPDATE ledger.debt AS d SET returned = d.returned + least(o.owed, p_amount - (o.upto - o.owed))
    FROM open AS o
    WHERE d.account_id = p_bill.account_id AND d.seq = o.seq AND o.upto - o.owed < p_amount;
END
$$;
