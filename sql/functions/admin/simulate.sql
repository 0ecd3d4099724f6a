-- SPDX-License-Identifier: Apache-2.0
-- Runs one deduction case by the very procedure that settles bills, in a
-- subtransaction that is rolled back: nothing is left of it but the answer.
-- Raises LG001, LG004, LG005, and class 22 for what is not of its type.
CREATE OR REPLACE FUNCTION admin.simulate(p_session uuid, p_case json) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due billing.due;
    v_account ledger.account;
    v_result json;
BEGIN
    PERFORM app.operator(p_session);
    PERFORM app.ensure_billing_partitions((app.clock() AT TIME ZONE 'UTC')::date);
    BEGIN
        v_due := app.stage_case(p_case);
        SELECT * INTO STRICT v_account FROM ledger.account WHERE account_id = v_due.account_id;
        PERFORM app.settle_due(v_account, v_due);
        v_result := app.case_result(p_case, v_due);
        RAISE EXCEPTION USING ERRCODE = 'triggered_action_exception';
    EXCEPTION
        WHEN triggered_action_exception THEN
            RETURN v_result;
    END;
END
$$;
