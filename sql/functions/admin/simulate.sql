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
    v_staged record;
    v_result json;
BEGIN
    PERFORM app.operator(p_session);
    BEGIN
        SELECT * INTO v_staged FROM app.stage_case(p_case);
        PERFORM app.settle_bill(v_staged.account_id, v_staged.bill_id);
        v_result := app.case_result(p_case, v_staged.account_id, v_staged.bill_id);
        RAISE EXCEPTION USING ERRCODE = 'triggered_action_exception';
    EXCEPTION
        WHEN triggered_action_exception THEN
            RETURN v_result;
    END;
END
$$;
