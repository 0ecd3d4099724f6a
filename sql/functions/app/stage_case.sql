-- SPDX-License-Identifier: Apache-2.0
-- Lays out a deduction case as rows: an account with its cash, arrears and purses in
-- order of creation, and the lines of a bill that is due, whose day ends a microsecond after
-- the case's instant.  The lines are put on the clock's day, so that no case needs a partition of
-- its own.  Meant to be rolled back.  Items sms and dial_tests are not voucher-eligible
-- (product rule 3.3).  Raises LG004, LG005, and class 22 for what is not of its type.
CREATE OR REPLACE FUNCTION app.stage_case(p_case json) RETURNS billing.due
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_currency CONSTANT text := p_case ->> 'currency';
    v_at CONSTANT timestamptz := (p_case ->> 'at')::timestamptz;
    v_items text[];
    v_exact numeric[];
    v_due billing.due;
BEGIN
    PERFORM app.require_choice(v_currency, ARRAY['CNY', 'USD'], '/currency');
    PERFORM app.require_choice(p_case ->> 'settlement', ARRAY['account', 'aws', 'alibaba'], '/settlement');
    SELECT coalesce(array_agg(l.value ->> 'item' ORDER BY l.ordinality), '{}'),
        coalesce(array_agg((l.value ->> 'amount')::numeric ORDER BY l.ordinality), '{}')
    INTO v_items, v_exact FROM json_array_elements(p_case -> 'lines') WITH ORDINALITY AS l;
    IF v_at IS NULL OR NOT isfinite(v_at) THEN
        PERFORM app.fail_field('/at', 'an instant');
    ELSIF EXISTS (SELECT FROM unnest(v_items, v_exact) AS l (item, exact)
        WHERE item IS NULL OR exact IS NULL OR exact < 0 OR exact >= 'Infinity')
    THEN
        PERFORM app.fail_field('/lines', 'lines with an item and an amount of 0 or more');
    END IF;

    v_due := ROW(gen_random_uuid(), gen_random_uuid(), 1, (app.clock() AT TIME ZONE 'UTC')::date,
        v_at + interval '1 microsecond', NULL, '', p_case ->> 'settlement', 0, ''::bytea);
    INSERT INTO account.account (id, code, name, currency, time_zone, created_at)
    VALUES (v_due.account_id, 'case-' || left(v_due.account_id::text, 23), 'case', v_currency, 'UTC', v_at);
    INSERT INTO ledger.account (account_id, currency, cash, arrears, purses)
    VALUES (v_due.account_id, v_currency, app.minor(v_currency, (p_case ->> 'cash')::numeric, '/cash'),
        app.minor(v_currency, (p_case ->> 'arrears')::numeric, '/arrears'),
        json_array_length(p_case -> 'purses'));
    INSERT INTO ledger.purse (account_id, number, kind, origin, face, balance, valid_from, expires_at, items,
        min_spend, frozen, created_at)
    SELECT v_due.account_id, p.ordinality, p.kind, 'granted',
        app.minor(v_currency, p.face, '/purses/face'),
        app.minor(v_currency, p.balance, '/purses/balance'), p.valid_from, p.expires_at, p.items,
        app.minor(v_currency, coalesce(p.min_spend, 0), '/purses/min_spend'), coalesce(p.frozen, false), v_at
    FROM ROWS FROM (json_to_recordset(p_case -> 'purses') AS (kind text, face numeric, balance numeric,
        valid_from timestamptz, expires_at timestamptz, items text[], min_spend numeric, frozen boolean))
        WITH ORDINALITY AS p;
    UPDATE ledger.account AS a SET ordinary = p.ordinary, full_reduction = p.full_reduction, cards = p.cards
    FROM app.purse_sums(v_due.account_id) AS p WHERE a.account_id = v_due.account_id;
    v_due.total := app.stage_lines(v_due.account_id, v_due.bill_id, v_due.day, v_currency, v_items,
        ARRAY(SELECT i NOT IN ('sms', 'dial_tests') FROM unnest(v_items) WITH ORDINALITY AS u (i, n)
            ORDER BY n),
        v_exact);
    RETURN v_due;
END
$$;
