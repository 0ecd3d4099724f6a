-- SPDX-License-Identifier: Apache-2.0
-- Lays out a deduction case as rows: an account with its cash, arrears and purses in
-- order of creation, and one rated bill whose day ends a microsecond after the
-- case's instant.  Gives account and bill.  Meant to be rolled back.  Items sms and
-- dial_tests are not voucher-eligible (product rule 3.3).
-- Raises LG004, LG005, and class 22 for what is not of its type.
CREATE OR REPLACE FUNCTION app.stage_case(p_case json, OUT account_id uuid, OUT bill_id uuid)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_currency CONSTANT text := p_case ->> 'currency';
    v_at CONSTANT timestamptz := (p_case ->> 'at')::timestamptz;
    v_exact CONSTANT numeric[] := ARRAY(SELECT (l.value ->> 'amount')::numeric
        FROM json_array_elements(p_case -> 'lines') WITH ORDINALITY AS l ORDER BY l.ordinality);
    v_code CONSTANT text := 'case-' || left(replace(gen_random_uuid()::text, '-', ''), 20);
    v_site_id int;
    v_list_id int;
    v_version_id int;
    v_workspace_id bigint;
    v_total bigint;
BEGIN
    PERFORM app.require_choice(v_currency, ARRAY['CNY', 'USD'], '/currency');
    PERFORM app.require_choice(p_case ->> 'settlement', ARRAY['account', 'aws', 'alibaba'], '/settlement');
    IF v_at IS NULL OR NOT isfinite(v_at) THEN
        PERFORM app.fail_field('/at', 'an instant');
    ELSIF EXISTS (SELECT FROM unnest(v_exact) AS e WHERE e IS NULL OR e < 0 OR e >= 'Infinity') THEN
        PERFORM app.fail_field('/lines', 'lines with an item and an amount of 0 or more');
    END IF;

    INSERT INTO catalog.site (code, name, zone, region, first_day, created_at)
    VALUES (v_code, v_code, 'UTC', 'CN', v_at::date, v_at) RETURNING id INTO v_site_id;
    INSERT INTO account.workspace (site_id, code, name, created_at)
    VALUES (v_site_id, v_code, v_code, v_at) RETURNING id INTO v_workspace_id;
    INSERT INTO account.workspace_settlement VALUES (v_workspace_id, '-infinity', p_case ->> 'settlement');
    INSERT INTO catalog.price_list (name) VALUES (v_code) RETURNING id INTO v_list_id;
    INSERT INTO catalog.price_list_version
        (price_list_id, region, currency, version, effective_from, content_hash, published_at)
    VALUES (v_list_id, 'CN', v_currency, 1, v_at::date, '', v_at) RETURNING id INTO v_version_id;

    INSERT INTO account.account (code, name, currency, time_zone, created_at)
    VALUES (v_code, v_code, v_currency, 'UTC', v_at) RETURNING id INTO account_id;
    INSERT INTO ledger.account (account_id, currency, cash, arrears, purses)
    VALUES (stage_case.account_id, v_currency, app.minor(v_currency, (p_case ->> 'cash')::numeric, '/cash'),
        app.minor(v_currency, (p_case ->> 'arrears')::numeric, '/arrears'),
        json_array_length(p_case -> 'purses'));
    INSERT INTO ledger.purse (account_id, number, kind, origin, face, balance, valid_from, expires_at, items,
        min_spend, frozen, created_at)
    SELECT stage_case.account_id, p.ordinality, p.kind, 'granted',
        app.minor(v_currency, p.face, '/purses/face'),
        app.minor(v_currency, p.balance, '/purses/balance'), p.valid_from, p.expires_at, p.items,
        app.minor(v_currency, coalesce(p.min_spend, 0), '/purses/min_spend'), p.frozen, v_at
    FROM ROWS FROM (json_to_recordset(p_case -> 'purses') AS (kind text, face numeric, balance numeric,
        valid_from timestamptz, expires_at timestamptz, items text[], min_spend numeric, frozen boolean))
        WITH ORDINALITY AS p;
    UPDATE ledger.account AS a SET ordinary = p.ordinary, full_reduction = p.full_reduction, cards = p.cards
    FROM app.purse_sums(stage_case.account_id) AS p WHERE a.account_id = stage_case.account_id;

    v_total := app.round_total(v_currency, (SELECT coalesce(sum(e), 0) FROM unnest(v_exact) AS e));
    INSERT INTO billing.bill (account_id, workspace_id, site_id, day, run, ends_at, kind, currency,
        version_id, rule_version, exact, total, residue, input_hash, rated_at)
    SELECT stage_case.account_id, v_workspace_id, v_site_id, v_at::date, 0, v_at + interval '1 microsecond',
        'daily', v_currency, v_version_id, 1, x.exact, v_total,
        x.exact - v_total * ('1e-' || app.digits(v_currency))::numeric, '', v_at
    FROM (SELECT coalesce(sum(e), 0) AS exact FROM unnest(v_exact) AS e) AS x
    RETURNING id INTO bill_id;
    PERFORM app.ensure_billing_partitions(v_at::date);
    INSERT INTO billing.bill_line (account_id, bill_id, day, line, item, quantity, free_quantity, units,
        exact, charge, voucher_eligible)
    SELECT stage_case.account_id, stage_case.bill_id, v_at::date, l.ordinality, l.value ->> 'item', 0, 0, 0,
        v_exact[l.ordinality], c.charges[l.ordinality], l.value ->> 'item' NOT IN ('sms', 'dial_tests')
    FROM json_array_elements(p_case -> 'lines') WITH ORDINALITY AS l
    CROSS JOIN (SELECT app.charges(v_currency, v_exact) AS charges) AS c;
END
$$;
