-- SPDX-License-Identifier: Apache-2.0
-- Why a bill was paid as it was: rounding, each source with its reason, as it was then.
BEGIN;
\ir support.psql
SELECT plan(24);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,', 'R,b,b,sum,sum,,,true,', 'R,c,c,sum,sum,,,false,'],
    ARRAY['R,a,1,u,CN,CNY,,100.005', 'R,b,1,u,CN,CNY,,20.005', 'R,c,1,u,CN,CNY,,10.001']);
SELECT pg_temp.clock('2020-03-01T12:00:00Z');
SELECT pg_temp.add_site('s', 'UTC'), pg_temp.add_account('acc') AS account, pg_temp.add_account('other') \gset
SELECT pg_temp.add_workspace('s', w, 'acc', '2020-03-01', NULL, NULL, NULL, m)
FROM (VALUES ('w', NULL), ('x', NULL), ('y', 'aws'), ('z', NULL)) AS v (w, m);
CREATE FUNCTION pg_temp.bill(p_workspace text, p_day date, p_run int DEFAULT 0) RETURNS uuid LANGUAGE sql AS $$
    SELECT d.bill_id FROM billing.workspace_day AS d JOIN account.workspace AS w ON w.id = d.workspace_id
    WHERE w.code = p_workspace AND d.day = p_day AND d.run = p_run
$$;
CREATE FUNCTION pg_temp.explain(p_workspace text, p_day date, p_run int DEFAULT 0) RETURNS json LANGUAGE sql AS $$
    SELECT admin.explain_bill(pg_temp.session(), pg_temp.bill(p_workspace, p_day, p_run), NULL, NULL, NULL)
$$;
-- The sources as rows: source, purse, outcome, what it could pay and paid, balances, lines; what is
-- special to a reason in brackets.
CREATE FUNCTION pg_temp.sources(p_explanation json) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT concat_ws(' ', s ->> 'source', s ->> 'purse_number', s ->> 'outcome', s ->> 'eligible_amount', s ->> 'amount',
        s ->> 'balance_before', s ->> 'balance_after',
        (SELECT string_agg(concat(l ->> 'line', ':', l ->> 'amount'), ',') FROM json_array_elements(s -> 'lines') AS l),
        '[' || (s ->> 'short') || ']', '{' || (s ->> 'capacity') || '}')
    FROM json_array_elements(p_explanation -> 'sources') WITH ORDINALITY AS e (s, n)
    WHERE (s ->> 'place')::bigint = n ORDER BY n
$$;

SELECT pg_temp.recharge('acc', 50, 1);
SELECT pg_temp.voucher('acc', 'ordinary', 5, 2, '{"expires_at": "2020-03-01T23:59:59.999999Z"}'),
    pg_temp.voucher('acc', 'ordinary', 6, 3, '{"expires_at": "2020-03-02T00:00:00Z"}'),
    pg_temp.voucher('acc', 'ordinary', 7, 4) ->> 'purse' AS third,
    pg_temp.voucher('acc', 'ordinary', 8, 5, '{"items": ["c"]}'),
    pg_temp.voucher('acc', 'ordinary', 9, 6, '{"valid_from": "2020-03-02T00:00:00Z"}'),
    pg_temp.voucher('acc', 'full_reduction', 10, 7, '{"min_spend": "120.02"}'),
    pg_temp.voucher('acc', 'full_reduction', 11, 8, '{"min_spend": "120.01", "items": ["b"]}'),
    pg_temp.card('acc', 12, 9) \gset
SELECT admin.freeze_purse(:'session', 'acc', :'third', 'a doubt', pg_temp.key(10));
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-01T13:00:00Z 1', 'b 2020-03-01T13:00:00Z 1', 'c 2020-03-01T13:00:00Z 1']),
    pg_temp.send('s', 'x', ARRAY['c 2020-03-01T13:00:00Z 1']), pg_temp.send('s', 'y', ARRAY['a 2020-03-01T13:00:00Z 2']);
SELECT pg_temp.clock('2020-03-02T01:00:00Z');
SELECT app.close_step('2020-03-01T00:00:00Z', 100) FROM generate_series(1, 9)
    WHERE EXISTS (SELECT FROM metering.site_day WHERE ends_at = '2020-03-01T00:00:00Z');
SELECT app.close_step('2020-03-02T00:00:00Z', 100), app.rate_next('2020-03-02T00:00:00Z', 100);
SELECT is((pg_temp.explain('w', '2020-03-01')::jsonb - 'rounding') @> '{"state": "rated", "settlement": null, "sources": [],
    "eligible_spend": "120.01"}', true, 'a bill that is rated only has no sources yet');
SELECT pg_temp.close_all();

SELECT is(pg_temp.explain('w', '2020-03-01')::jsonb - 'sources' - 'bill', '{"account": "acc", "site": "s", "workspace": "w",
    "day": "2020-03-01", "run": 0, "kind": "daily", "corrects": null, "state": "settled", "settlement": "account",
    "currency": "CNY", "direction": "deduct", "at": "2020-03-01T23:59:59.999999Z", "total": "130.01",
    "eligible_spend": "120.01", "rounding": {"exact": "130.011", "total": "130.01", "residue": "0.001", "missing_units": 1,
    "lines": [
    {"line": 1, "item": "a", "voucher_eligible": true, "exact": "100.005", "cut_down": "100.00", "fraction": "0.5",
        "got_unit": true, "charge": "100.01"},
    {"line": 2, "item": "b", "voucher_eligible": true, "exact": "20.005", "cut_down": "20.00", "fraction": "0.5",
        "got_unit": false, "charge": "20.00"},
    {"line": 3, "item": "c", "voucher_eligible": false, "exact": "10.001", "cut_down": "10.00", "fraction": "0.1",
        "got_unit": false, "charge": "10.00"}]}}'::jsonb, 'rounding: of two like fractions the lower line gets the unit');
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('w', '2020-03-01'))$$, ARRAY[
    'ordinary 1 expired 120.01 0.00 5.00 5.00',
    'ordinary 2 used 120.01 6.00 6.00 0.00 1:6.00',
    'ordinary 3 frozen 114.01 0.00 7.00 7.00',
    'ordinary 4 out_of_scope 0.00 0.00 8.00 8.00',
    'ordinary 5 not_yet_valid 114.01 0.00 9.00 9.00',
    'full_reduction 6 min_spend_unmet 114.01 0.00 10.00 10.00 [0.01]',
    'full_reduction 7 used 20.00 11.00 11.00 0.00 2:11.00',
    'card 8 used 113.01 12.00 12.00 0.00 1:12.00',
    'cash used 101.01 50.00 50.00 0.00 1:50.00',
    'arrears used 51.01 51.01 0.00 -51.01 1:32.01,2:9.00,3:10.00'], 'each source in order, with what it paid or why not');
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('x', '2020-03-01'))$$, ARRAY[
    'ordinary 1 expired 0.00 0.00 5.00 5.00',
    'ordinary 2 empty 0.00 0.00 0.00 0.00',
    'ordinary 3 frozen 0.00 0.00 7.00 7.00',
    'ordinary 4 not_eligible 0.00 0.00 8.00 8.00',
    'ordinary 5 not_yet_valid 0.00 0.00 9.00 9.00',
    'full_reduction 7 empty 0.00 0.00 0.00 0.00',
    'full_reduction 6 not_eligible 0.00 0.00 10.00 10.00',
    'card 8 empty 10.00 0.00 0.00 0.00',
    'cash empty 10.00 0.00 0.00 0.00',
    'arrears used 10.00 10.00 -51.01 -61.01 1:10.00'], 'a bill without a line that vouchers can pay');
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('y', '2020-03-01')) OFFSET 5$$, ARRAY[
    'full_reduction 7 empty 0.00 0.00 0.00 0.00', 'full_reduction 6 used 200.01 10.00 10.00 0.00 1:10.00',
    'card 8 empty 190.01 0.00 0.00 0.00', 'aws used 190.01 190.01 1:190.01'], 'the rest of a cloud bill is the cloud''s');
SELECT is((SELECT string_agg(DISTINCT split_part(s, ' ', 2) || split_part(s, ' ', 3), ' ') FROM pg_temp.sources(
    pg_temp.explain('z', '2020-03-01')) AS s WHERE s ~ '^(cash|arrears|ordinary 4)'), '4nothing_left nothing_left0.00',
    'a bill of 0 leaves nothing to pay');

SELECT is(app.balance_before(e.account_id, e.seq, 'cash'), 5000::bigint, 'cash before an entry of cash is without it')
FROM ledger.entry AS e WHERE e.source = 'cash' AND e.bill_id = pg_temp.bill('w', '2020-03-01');
SELECT is(app.purse_outcome(u, '2020-03-01T13:00:00Z', 20000, u.min_spend, true, 0), 'nothing_left', 'a min_spend just met is met')
FROM app.purses_before(:'account', 12) AS u WHERE u.number = 6;

-- History stays what it was.
SELECT md5(pg_temp.explain('w', '2020-03-01')::text) AS w, md5(pg_temp.explain('y', '2020-03-01')::text) AS y \gset
SELECT admin.unfreeze_purse(:'session', 'acc', :'third', 'no doubt', pg_temp.key(11));
SELECT is(md5(pg_temp.explain('w', '2020-03-01')::text), :'w', 'thawing a voucher changes no explanation');
SELECT pg_temp.voucher('acc', 'ordinary', 20, 12, '{"expires_at": "2020-03-04T00:00:00Z"}'), pg_temp.card('acc', 30, 13),
    pg_temp.recharge('acc', 100, 14);
SELECT admin.freeze_purse(:'session', 'acc', :'third', 'a doubt', pg_temp.key(15));
SELECT admin.freeze_funds(:'session', 'acc', 5, 'a doubt', pg_temp.key(16));
SELECT is(md5(pg_temp.explain('w', '2020-03-01')::text), :'w', 'nor do later vouchers, cards and money');
SELECT pg_temp.clock('2020-03-02T14:00:00Z');
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-02T13:00:00Z 1']);
SELECT pg_temp.clock('2020-03-03T01:00:00Z');
SELECT pg_temp.close_all();
SELECT is(md5(pg_temp.explain('w', '2020-03-01')::text) || md5(pg_temp.explain('y', '2020-03-01')::text), :'w' || :'y',
    'nor later bills');
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('w', '2020-03-02'))$$, ARRAY[
    'ordinary 1 expired 100.01 0.00 5.00 5.00',
    'ordinary 2 expired 100.01 0.00 0.00 0.00',
    'ordinary 9 used 100.01 20.00 20.00 0.00 1:20.00',
    'ordinary 3 frozen 80.01 0.00 7.00 7.00',
    'ordinary 4 out_of_scope 0.00 0.00 8.00 8.00',
    'ordinary 5 used 80.01 9.00 9.00 0.00 1:9.00',
    'full_reduction 6 empty 71.01 0.00 0.00 0.00',
    'full_reduction 7 empty 0.00 0.00 0.00 0.00',
    'card 8 empty 71.01 0.00 0.00 0.00',
    'card 10 used 71.01 30.00 30.00 0.00 1:30.00',
    'cash used 41.01 33.99 33.99 0.00 1:33.99',
    'arrears used 7.02 7.02 0.00 -7.02 1:7.02'], 'which are explained by what there was then');

-- Corrections
SELECT pg_temp.agree('correction', 'acc', json_build_object('bill', pg_temp.bill('w', '2020-03-01'), 'lines', '[
    {"line": "1", "amount": "-90.00"}]'::json), 20);
SELECT is(pg_temp.explain('w', '2020-03-01', 1)::jsonb @> '{"direction": "give_back", "kind": "adjustment", "run": 1,
    "total": "-90.00", "at": "2020-03-03T01:00:00Z"}', true, 'a correction gives back, at the instant it was made');
SELECT is((pg_temp.explain('w', '2020-03-01', 1) ->> 'corrects')::uuid, pg_temp.bill('w', '2020-03-01'), 'of the bill it corrects');
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('w', '2020-03-01', 1))$$, ARRAY[
    'arrears nothing_to_return 90.00 0.00 -7.02 -7.02 {0.00}',
    'cash used 90.00 -90.00 0.00 90.00 1:-90.00 {101.01}',
    'card 8 nothing_left 0.00 0.00 0.00 0.00 {12.00}',
    'full_reduction 7 nothing_left 0.00 0.00 0.00 0.00 {11.00}',
    'ordinary 2 nothing_left 0.00 0.00 0.00 0.00 {6.00}'], 'repaid arrears come back as cash');
SELECT pg_temp.agree('correction', 'acc', json_build_object('bill', pg_temp.bill('w', '2020-03-01'), 'lines', '[
    {"line": "1", "amount": "-10.01"}, {"line": "2", "amount": "-15.00"}]'::json), 21);
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('w', '2020-03-01', 2))$$, ARRAY[
    'arrears nothing_to_return 25.01 0.00 0.00 0.00 {0.00}',
    'cash used 25.01 -11.01 82.98 93.99 1:-10.01,2:-1.00 {11.01}',
    'card 8 used 14.00 -12.00 0.00 12.00 2:-12.00 {12.00}',
    'full_reduction 7 used 2.00 -2.00 0.00 2.00 2:-2.00 {11.00}',
    'ordinary 2 nothing_left 0.00 0.00 0.00 0.00 {6.00}'], 'and all corrections together give back what was taken');
SELECT pg_temp.agree('correction', 'acc', json_build_object('bill', pg_temp.bill('w', '2020-03-01'), 'lines', '[
    {"line": "3", "amount": "1.00"}]'::json), 22);
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('w', '2020-03-01', 3)) OFFSET 8$$, ARRAY[
    'card 10 empty 1.00 0.00 0.00 0.00', 'card 8 used 1.00 1.00 12.00 11.00 1:1.00',
    'cash nothing_left 0.00 0.00 93.99 93.99', 'arrears nothing_left 0.00 0.00 0.00 0.00'],
    'a correction upwards deducts like a bill');
SELECT results_eq($$SELECT pg_temp.sources(pg_temp.explain('w', '2020-03-01', 1)) LIMIT 2$$, ARRAY[
    'arrears nothing_to_return 90.00 0.00 -7.02 -7.02 {0.00}', 'cash used 90.00 -90.00 0.00 90.00 1:-90.00 {101.01}'],
    'and leaves the first correction as it was');

-- Doors
SELECT is(pg_temp.refusal('SELECT admin.explain_bill(pg_temp.session(), gen_random_uuid(), NULL, NULL, NULL)'), 'LG018',
    'an unknown bill');
SELECT is(pg_temp.refusal('SELECT admin.explain_bill(gen_random_uuid(), gen_random_uuid(), NULL, NULL, NULL)'), 'LG001',
    'nobody');
SELECT is(admin.explain_bill(:'session', NULL, NULL, 'w', '2020-03-01')::text, pg_temp.explain('w', '2020-03-01')::text,
    'by workspace and day');
SELECT is(pg_temp.refusal(format('SELECT app.own_bill(%L, %L)', (app.account_of('other')).id, pg_temp.bill('w', '2020-03-01'))),
    'LG018', 'another account''s bill is none');
SELECT is(pg_temp.refusal(format('SELECT app.own_bill(%L, %L)', :'account', 'x')), 'LG018', 'what is no id is none');
SELECT is((app.own_bill(:'account', pg_temp.bill('w', '2020-03-01')::text)).id, pg_temp.bill('w', '2020-03-01'), 'one''s own is');

SELECT * FROM finish();
ROLLBACK;
