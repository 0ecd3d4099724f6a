-- SPDX-License-Identifier: Apache-2.0
-- Whenever unfrozen cash and arrears both exist, cash repays arrears in the same
-- operation, allocated to the arrears postings oldest first: billing day,
-- workspace, posting.  Takes the account's row as it is now and gives it as it is then.
-- The caller holds the account's lock.
CREATE OR REPLACE FUNCTION app.repay_arrears(p_account ledger.account, p_operation bigint)
RETURNS ledger.account
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_amount CONSTANT bigint := least(p_account.cash, p_account.arrears);
    v_account ledger.account := p_account;
BEGIN
    IF v_amount = 0 THEN
        RETURN p_account;
    END IF;
    v_account := app.post(p_account, p_operation, 'repayment', 'repayment', ARRAY[
        ROW('cash', NULL, -v_amount, NULL, NULL)::ledger.posting,
        ROW('arrears', NULL, v_amount, NULL, NULL)::ledger.posting], NULL, NULL, NULL, NULL);

    WITH open AS (
        SELECT d.seq, d.amount - d.repaid - d.returned AS owed,
            sum(d.amount - d.repaid - d.returned) OVER (ORDER BY d.day, d.workspace, d.seq) AS upto
        FROM ledger.debt AS d
        WHERE d.account_id = p_account.account_id AND d.repaid + d.returned < d.amount
    ), share AS (
        SELECT seq, least(owed, v_amount - (upto - owed))::bigint AS amount
        FROM open WHERE upto - owed < v_amount
    ), allocated AS (
        INSERT INTO ledger.repayment (account_id, seq, debt_seq, amount)
        SELECT p_account.account_id, v_account.last_seq, seq, amount FROM share
    )
    UPDATE ledger.debt AS d SET repaid = d.repaid + s.amount
    FROM share AS s WHERE d.account_id = p_account.account_id AND d.seq = s.seq;
    RETURN v_account;
END
$$;
