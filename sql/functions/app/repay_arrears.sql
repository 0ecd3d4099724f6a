-- SPDX-License-Identifier: Apache-2.0
-- Whenever unfrozen cash and arrears both exist, cash repays arrears in the same
-- operation, allocated to the arrears postings oldest first: billing day,
-- workspace, posting.  Gives what was repaid, in minor units.  The caller holds the
-- account's lock.
CREATE OR REPLACE FUNCTION app.repay_arrears(p_account_id uuid, p_operation bigint) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_amount bigint;
    v_seq bigint;
BEGIN
    SELECT least(cash - frozen, arrears) INTO STRICT v_amount
    FROM ledger.account WHERE account_id = p_account_id;
    IF v_amount = 0 THEN
        RETURN 0;
    END IF;
    PERFORM app.post(p_account_id, p_operation, 'repayment', 'cash', NULL, 'repayment', -v_amount);
    v_seq := app.post(p_account_id, p_operation, 'repayment', 'arrears', NULL, 'repayment', v_amount);

    WITH open AS (
        SELECT d.seq, d.amount - d.repaid AS owed,
            sum(d.amount - d.repaid) OVER (ORDER BY d.day, d.workspace, d.seq) AS upto
        FROM ledger.debt AS d WHERE d.account_id = p_account_id AND d.repaid < d.amount
    ), share AS (
        SELECT seq, least(owed, v_amount - (upto - owed))::bigint AS amount
        FROM open WHERE upto - owed < v_amount
    ), allocated AS (
        INSERT INTO ledger.repayment (account_id, seq, debt_seq, amount)
        SELECT p_account_id, v_seq, seq, amount FROM share
    )
    UPDATE ledger.debt AS d SET repaid = d.repaid + s.amount
    FROM share AS s WHERE d.account_id = p_account_id AND d.seq = s.seq;
    RETURN v_amount;
END
$$;
