-- SPDX-License-Identifier: Apache-2.0
-- Runs a simulation in a subtransaction that is rolled back: nothing is left of it but
-- the answer, and a partition for lines when the clock's month has none.  Raises LG004, LG005.
CREATE OR REPLACE FUNCTION app.simulate(p_account account.account, p_body json) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_answer json;
BEGIN
    PERFORM app.read_jsonb(p_body, '');
    PERFORM app.read_simulation(p_body);
    PERFORM app.ensure_billing_partitions((app.clock() AT TIME ZONE 'UTC')::date);
    BEGIN
        v_answer := CASE WHEN p_body ->> 'days' IS NULL
            THEN app.simulate_bills(p_account, p_body -> 'bills')
            ELSE app.simulate_days(p_account, (p_body ->> 'days')::int) END;
        RAISE EXCEPTION USING ERRCODE = 'triggered_action_exception';
    EXCEPTION
        WHEN triggered_action_exception THEN
            RETURN v_answer;
    END;
END
$$;
