-- SPDX-License-Identifier: Apache-2.0
-- Who would pay what: by the procedure that settles, with nothing left of it.
BEGIN;
\ir support.psql
SELECT plan(33);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,', 'R,sms,sms,sum,sum,,,false,'],
    ARRAY['R,a,1,u,CN,CNY,,1', 'R,sms,1,u,CN,CNY,,1']);
SELECT pg_temp.clock('2020-03-01T12:00:00Z');
SELECT pg_temp.add_site('s', 'UTC'), pg_temp.add_account('acc') AS account, pg_temp.add_account('idle') \gset
SELECT pg_temp.add_workspace('s', 'w', 'acc', '2020-03-01'),
    pg_temp.add_workspace('s', 'x', 'acc', '2020-03-01', NULL, NULL, NULL, 'aws');
SELECT pg_temp.recharge('acc', 30, 1);
SELECT pg_temp.voucher('acc', 'ordinary', 5, 2, '{"expires_at": "2020-03-04T00:00:00Z"}'),
    pg_temp.voucher('acc', 'full_reduction', 100, 3, '{"expires_at": "2020-03-05T00:00:00Z", "min_spend": "12.00"}'),
    pg_temp.card('acc', 12, 4), pg_temp.voucher('acc', 'ordinary', 9, 5, '{"valid_from": "2020-03-09T00:00:00Z",
        "expires_at": "2020-03-12T00:00:00Z"}');
CREATE FUNCTION pg_temp.everything() RETURNS text LANGUAGE sql AS $$
    SELECT md5(concat((SELECT json_agg(x ORDER BY id) FROM account.account AS x),
        (SELECT json_agg(x ORDER BY account_id) FROM ledger.account AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.purse AS x),
        (SELECT json_agg(x ORDER BY account_id, seq) FROM ledger.entry AS x),
        (SELECT json_agg(x ORDER BY account_id, seq) FROM ledger.debt AS x),
        (SELECT json_agg(x ORDER BY account_id, bill_id) FROM billing.settlement AS x),
        (SELECT json_agg(x ORDER BY account_id, bill_id, line) FROM billing.bill_line AS x)))
$$;
CREATE FUNCTION pg_temp.ask(p_body json, p_account text DEFAULT 'acc') RETURNS json LANGUAGE sql AS $$
    SELECT app.simulate(app.account_of(p_account), p_body)
$$;
-- What paid the bill of that number: source, purse, amount.
CREATE FUNCTION pg_temp.payers(p_answer json, p_bill int) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', s ->> 'source', s ->> 'purse_number', s ->> 'amount'), ', ' ORDER BY n)
    FROM json_array_elements(p_answer -> 'bills' -> p_bill -> 'sources') WITH ORDINALITY AS e (s, n)
    WHERE s ->> 'outcome' = 'used'
$$;
SELECT pg_temp.everything() AS before \gset

-- Bills
SELECT pg_temp.ask('{"bills": [
    {"workspace": "any", "settlement": "account", "lines": [{"item": "a", "amount": "10.005"}, {"item": "sms", "amount": "4"}]},
    {"settlement": "aws", "lines": [{"item": "a", "amount": "20"}]},
    {"settlement": "account", "lines": [{"item": "sms", "amount": "60"}]}]}') AS answer \gset
SELECT is(pg_temp.payers(:'answer', 0), 'ordinary 1 5.00, card 3 9.01', 'the first bill: voucher, card, as min_spend is unmet');
SELECT is(pg_temp.payers(:'answer', 1), 'full_reduction 2 20.00', 'the second, of the cloud: the voucher with min_spend');
SELECT is(pg_temp.payers(:'answer', 2), 'card 3 2.99, cash 30.00, arrears 27.01', 'the third: what is left, then arrears');
SELECT is(:'answer'::json ->> 'mode', 'bills', 'it says what it is');
SELECT is(:'answer'::jsonb -> 'before', '{"cash": "30.00", "arrears": "0.00", "ordinary": "14.00", "full_reduction": "100.00",
    "cards": "12.00"}', 'before');
SELECT is(:'answer'::jsonb -> 'after', '{"cash": "0.00", "arrears": "27.01", "ordinary": "9.00", "full_reduction": "80.00",
    "cards": "0.00"}', 'and after');
SELECT is(:'answer'::jsonb #>> '{bills,0,workspace}', 'any', 'the workspace is as asked');
SELECT is(:'answer'::jsonb #>> '{bills,0,at}', '2020-03-01T12:00:00Z', 'at the clock');
SELECT is((SELECT string_agg(s ->> 'outcome', ' ' ORDER BY n) FROM json_array_elements(:'answer'::json -> 'bills' -> 0 -> 'sources')
    WITH ORDINALITY AS e (s, n)), 'used not_yet_valid min_spend_unmet used nothing_left nothing_left', 'each source says why');
SELECT is((:'answer'::json #>> '{bills,0,sources,0,purse}')::uuid, (SELECT id FROM ledger.purse WHERE number = 1 AND account_id = :'account'),
    'and is named by the account''s own purse');
SELECT is(pg_temp.everything(), :'before', 'nothing is left of it');

-- Days: 10.00 by account and 3.00 by aws a day, on average.
SELECT is(pg_temp.ask('{"days": 2, "daily": "average_7_days"}', 'idle')::jsonb - 'purses' - 'before' - 'after', '{"mode": "days",
    "account": "idle", "currency": "CNY", "at": "2020-03-01T12:00:00Z", "from": "2020-03-01", "until": "2020-03-02",
    "basis": null, "daily": [], "cash_ends": null, "arrears_begin": null, "points": [
    {"day": "2020-03-01", "spent": "0.00", "cloud": "0.00", "cash": "0.00", "arrears": "0.00", "ordinary": "0.00",
        "full_reduction": "0.00", "cards": "0.00"},
    {"day": "2020-03-02", "spent": "0.00", "cloud": "0.00", "cash": "0.00", "arrears": "0.00", "ordinary": "0.00",
        "full_reduction": "0.00", "cards": "0.00"}]}'::jsonb, 'who has no bills spends nothing');
SAVEPOINT before_bills;
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-01T11:00:00Z 2', 'sms 2020-03-01T11:00:00Z 1']),
    pg_temp.send('s', 'x', ARRAY['a 2020-03-01T11:00:00Z 1']);
SELECT pg_temp.clock('2020-03-02T12:00:00Z');
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-02T11:00:00Z 16', 'sms 2020-03-02T11:00:00Z 1']),
    pg_temp.send('s', 'x', ARRAY['a 2020-03-02T11:00:00Z 5']);
SELECT pg_temp.clock('2020-03-03T01:00:00Z');
SELECT pg_temp.close_all();
SELECT pg_temp.everything() AS before \gset
SELECT pg_temp.ask('{"days": 10, "daily": "average_7_days"}') AS answer \gset
SELECT is(:'answer'::jsonb -> 'basis', '{"from": "2020-03-01", "until": "2020-03-02", "days": 2, "bills": 4}',
    'the average is over the days that were billed');
SELECT is(:'answer'::jsonb -> 'daily', '[
    {"site": "s", "workspace": "w", "settlement": "account", "total": "10.00",
        "lines": [{"item": "a", "amount": "9"}, {"item": "sms", "amount": "1"}]},
    {"site": "s", "workspace": "x", "settlement": "aws", "total": "3.00", "lines": [{"item": "a", "amount": "3"}]}]',
    'by workspace, settlement and item');
SELECT is(:'answer'::jsonb #>> '{from}' || ' ' || (:'answer'::jsonb #>> '{until}'), '2020-03-03 2020-03-12',
    'from the day after the last billed one');
SELECT is((SELECT string_agg(concat_ws(' ', p ->> 'day', p ->> 'spent', p ->> 'cloud', p ->> 'cash', p ->> 'arrears',
        p ->> 'ordinary', p ->> 'full_reduction', p ->> 'cards'), ', ' ORDER BY n)
    FROM json_array_elements(:'answer'::json -> 'points') WITH ORDINALITY AS e (p, n)
    WHERE p ->> 'day' IN ('2020-03-03', '2020-03-08', '2020-03-09', '2020-03-11')),
    '2020-03-03 13.00 3.00 25.00 0.00 9.00 86.00 0.00, 2020-03-08 13.00 3.00 0.00 25.00 9.00 86.00 0.00, '
    '2020-03-09 13.00 3.00 0.00 26.00 0.00 86.00 0.00, 2020-03-11 13.00 3.00 0.00 46.00 0.00 86.00 0.00', 'balances go down day by day');
SELECT is((SELECT string_agg(concat_ws(' ', p ->> 'purse_number', p ->> 'before', p ->> 'spent', p ->> 'after',
        p ->> 'runs_out', '[' || (p ->> 'expires_unused') || ']'), ', ' ORDER BY n)
    FROM json_array_elements(:'answer'::json -> 'purses') WITH ORDINALITY AS e (p, n)),
    '2 86.00 0.00 86.00 [86.00], 3 5.00 5.00 0.00 2020-03-03, 4 9.00 9.00 0.00 2020-03-09', 'purses run out or expire unused');
SELECT is(:'answer'::json ->> 'cash_ends', '2020-03-06', 'cash ends');
SELECT is(:'answer'::json ->> 'arrears_begin', '2020-03-06', 'and arrears begin');
SELECT is(pg_temp.everything(), :'before', 'nothing is left of it');

-- The forecast is what happens.
SELECT pg_temp.clock(d + interval '12 hours'),
    pg_temp.send('s', 'w', ARRAY[format('a %sZ 9', to_char(d, 'YYYY-MM-DD"T"11:00:00')),
        format('sms %sZ 1', to_char(d, 'YYYY-MM-DD"T"11:00:00'))]),
    pg_temp.send('s', 'x', ARRAY[format('a %sZ 3', to_char(d, 'YYYY-MM-DD"T"11:00:00'))])
FROM generate_series(timestamp '2020-03-03', '2020-03-12', '1 day') AS d;
SELECT pg_temp.clock('2020-03-13T01:00:00Z');
SELECT pg_temp.close_all();
SELECT is((SELECT app.balances_json(a)::jsonb FROM ledger.account AS a WHERE account_id = :'account'),
    :'answer'::jsonb -> 'after', 'what was foretold came true');
ROLLBACK TO before_bills;

-- What is asked for must be sensible.
SELECT is(pg_temp.refusal(format('SELECT pg_temp.ask(%L)', body)), expected, body) FROM (VALUES
    ('[]', 'LG005'), ('{}', 'LG005 /bills'), ('{"days": 1}', 'LG005 /daily'), ('{"days": 1, "daily": "x"}', 'LG005 /daily'),
    ('{"days": 0, "daily": "average_7_days"}', 'LG005 /days'), ('{"days": 367, "daily": "average_7_days"}', 'LG005 /days'),
    ('{"days": 1, "bills": []}', 'LG005 /bills'), ('{"bills": []}', 'LG005 /bills'), ('{"bills": [1]}', 'LG005 /bills/0'),
    ('{"bills": [{"settlement": "x", "lines": []}]}', 'LG005 /bills/0/settlement'),
    ('{"bills": [{"settlement": "aws", "lines": [{"item": "a", "amount": "-1"}]}]}', 'LG004 /bills/0/lines/0/amount'),
    ('{"bills": [{"settlement": "aws", "lines": [{"item": "", "amount": "1"}]}]}', 'LG005 /bills/0/lines/0/item')
    ) AS v (body, expected);

SELECT * FROM finish();
ROLLBACK;
