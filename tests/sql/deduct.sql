-- SPDX-License-Identifier: Apache-2.0
-- Every deduction case through the procedure that settles bills, and through the
-- set-based one.
BEGIN;
\ir support.psql
SELECT plan(5);

CREATE TEMP TABLE case_line (line text);
\copy case_line FROM 'tests/cases/deduction.jsonl' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
CREATE FUNCTION pg_temp.run_case(p_case json, p_set_based boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    v_due billing.due;
    v_account ledger.account;
    v_result jsonb;
BEGIN
    PERFORM app.ensure_billing_partitions((app.clock() AT TIME ZONE 'UTC')::date);
    v_due := app.stage_case(p_case);
    IF NOT p_set_based OR v_due.account_id <> ALL (app.settle_plain(ARRAY[v_due])) THEN
        SELECT * INTO STRICT v_account FROM ledger.account WHERE account_id = v_due.account_id;
        PERFORM app.settle_due(v_account, v_due);
    END IF;
    v_result := app.case_result(p_case, v_due)::jsonb - 'id';
    RAISE EXCEPTION USING ERRCODE = 'triggered_action_exception';
EXCEPTION
    WHEN triggered_action_exception THEN
        RETURN v_result;
END
$$;
SELECT cmp_ok((SELECT count(*) FROM case_line), '>=', 74::bigint, 'the cases are there');
SELECT is_empty($$SELECT line::json -> 'case' ->> 'id' FROM case_line
    WHERE pg_temp.run_case(line::json -> 'case', false) IS DISTINCT FROM (line::jsonb -> 'expect')$$,
    'each settles as expected, one bill at a time');
SELECT is_empty($$SELECT line::json -> 'case' ->> 'id' FROM case_line
    WHERE pg_temp.run_case(line::json -> 'case', true) IS DISTINCT FROM (line::jsonb -> 'expect')$$,
    'and set-based');
SELECT is((SELECT admin.simulate(:'session', line::json -> 'case')::jsonb - 'id' = line::jsonb -> 'expect'
    FROM case_line LIMIT 1), true, 'the door for simulations gives the same');
SELECT is((SELECT count(*) FROM account.account), 0::bigint, 'and leaves nothing behind');

SELECT * FROM finish();
ROLLBACK;
