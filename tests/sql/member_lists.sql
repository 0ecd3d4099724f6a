-- SPDX-License-Identifier: Apache-2.0
-- What members read: filters, pages, totals, balances after each entry.
BEGIN;
\ir support.psql
SELECT plan(47);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,', 'R,b,b,sum,sum,,,true,'],
    ARRAY['R,a,1,u,CN,CNY,,0.0005', 'R,b,1,u,CN,CNY,,1']);
SELECT pg_temp.add_site('s'), pg_temp.add_site('t', 'UTC');
SELECT pg_temp.add_account('acc'), pg_temp.add_account('other');
SELECT pg_temp.add_workspace('s', 'w' || n, 'acc') FROM generate_series(1, 3) AS n;
SELECT pg_temp.add_workspace('t', 'w1', 'acc', NULL, NULL, NULL, NULL, 'aws'), pg_temp.add_workspace('t', 'foreign', 'other');
SELECT pg_temp.voucher('acc', 'ordinary', 5, 1, '{"expires_at": "2020-03-20T00:00:00Z", "items": ["b"]}', 'welcome'),
    pg_temp.voucher('acc', 'full_reduction', 7, 2, '{"valid_from": "2020-05-01T00:00:00Z", "min_spend": "9"}'),
    pg_temp.card('acc', 2, 3), pg_temp.recharge('acc', 1, 4), pg_temp.recharge('other', 4, 6);
SELECT pg_temp.clock('2020-03-01T23:00:00Z');
SELECT pg_temp.send('s', 'w1', ARRAY['a 2020-02-29T20:00:00Z 2011', 'b 2020-02-29T20:00:00Z 9']),
    pg_temp.send('s', 'w2', ARRAY['a 2020-03-01T20:00:00Z 3000']),
    pg_temp.send('t', 'w1', ARRAY['b 2020-03-01T20:00:00Z 3']), pg_temp.send('t', 'foreign', ARRAY['b 2020-03-01T20:00:00Z 1']);
SELECT pg_temp.clock('2020-03-03T01:00:00Z');
SELECT pg_temp.close_all();
SELECT pg_temp.clock('2020-03-03T15:30:00Z'), pg_temp.recharge('acc', 1.50, 5, 'late');

INSERT INTO identity.member (account_id, name, role, password_hash)
SELECT id, code, 'viewer', '$argon2id$' FROM account.account;
INSERT INTO identity.session (account_id, member_id, expires_at)
SELECT account_id, id, clock_timestamp() + interval '1 hour' FROM identity.member;
CREATE FUNCTION pg_temp.me(p_account text DEFAULT 'acc') RETURNS uuid LANGUAGE sql AS $$
    SELECT s.id FROM identity.session AS s JOIN account.account AS a ON a.id = s.account_id WHERE a.code = p_account
$$;
CREATE FUNCTION pg_temp.bills(p_from text DEFAULT NULL, p_until text DEFAULT NULL, p_site text DEFAULT NULL,
    p_workspace text DEFAULT NULL, p_settlement text DEFAULT NULL, p_state text DEFAULT NULL,
    p_cursor text DEFAULT NULL, p_limit text DEFAULT NULL, p_account text DEFAULT 'acc')
RETURNS json LANGUAGE sql AS $$
    SELECT api.list_daily_bills(pg_temp.me(p_account), p_from, p_until, p_site, p_workspace, p_settlement, p_state, p_cursor, p_limit)
$$;
CREATE FUNCTION pg_temp.moves(p_from text DEFAULT NULL, p_until text DEFAULT NULL, p_type text DEFAULT NULL,
    p_source text DEFAULT NULL, p_direction text DEFAULT NULL, p_purse text DEFAULT NULL,
    p_cursor text DEFAULT NULL, p_limit text DEFAULT NULL)
RETURNS json LANGUAGE sql AS $$
    SELECT api.list_transactions(pg_temp.me(), p_from, p_until, p_type, p_source, p_direction, p_purse, p_cursor, p_limit)
$$;
CREATE FUNCTION pg_temp.usage(p_by text DEFAULT NULL, p_item text DEFAULT NULL, p_cursor text DEFAULT NULL, p_limit text DEFAULT NULL)
RETURNS json LANGUAGE sql AS $$
    SELECT api.list_daily_usage(pg_temp.me(), NULL, NULL, p_by, NULL, NULL, p_item, p_cursor, p_limit)
$$;
-- Members of the items of a list, joined.
CREATE FUNCTION pg_temp.shown(p_list json, VARIADIC p_names text[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg((SELECT string_agg(i.value ->> n, ' ' ORDER BY o) FROM unnest(p_names) WITH ORDINALITY AS u (n, o)), ', '
        ORDER BY i.ordinality)
    FROM json_array_elements(p_list -> 'items') WITH ORDINALITY AS i
$$;

SELECT is(pg_temp.shown(pg_temp.bills(), 'day', 'site', 'workspace', 'total'),
    '2020-03-02 s w1 0.00, 2020-03-02 s w2 1.50, 2020-03-02 s w3 0.00, 2020-03-02 t w1 0.00, 2020-03-01 s w1 10.01, '
    '2020-03-01 s w2 0.00, 2020-03-01 s w3 0.00, 2020-03-01 t w1 3.00', 'bills of the account, newest day first');
SELECT is(pg_temp.bills() ->> 'from', '2020-02-02', 'of 31 days');
SELECT is(pg_temp.bills() ->> 'until', '2020-03-03', 'until the account''s today');
SELECT is(pg_temp.bills()::jsonb -> 'totals', '{"count": 8, "total": "14.51", "paid": {"ordinary": "5.00",
    "full_reduction": "0.00", "card": "2.00", "cash": "2.50", "arrears": "2.01", "cloud": "3.00"}}',
    'with totals by what paid them, repaid arrears as cash');
SELECT is((SELECT sum((i ->> 'total')::numeric) FROM json_array_elements(pg_temp.bills() -> 'items') AS i)::text, '14.51',
    'which are those of the rows');
SELECT is((SELECT sum((i -> 'paid' ->> 'arrears')::numeric) FROM json_array_elements(pg_temp.bills() -> 'items') AS i)::text, '2.01',
    'by source too');
SELECT is(pg_temp.shown(pg_temp.bills('2020-03-02', '2020-03-02', 's', 'w2'), 'day', 'total'), '2020-03-02 1.50', 'by day, site and workspace');
SELECT is(pg_temp.shown(pg_temp.bills(p_settlement => 'aws', p_until => '2020-03-01'), 'total'), '3.00', 'by settlement');
SELECT is(pg_temp.bills(p_state => 'rated') -> 'totals' ->> 'count', '0', 'by state');
SELECT is(pg_temp.bills(p_workspace => 'foreign') -> 'totals' ->> 'count', '0', 'never another account''s');
SELECT is(pg_temp.shown(pg_temp.bills(p_account => 'other'), 'workspace', 'total'), 'foreign 0.00, foreign 1.00', 'which has its own');
WITH RECURSIVE page AS (
    SELECT pg_temp.bills(p_limit => '3') AS list, 1 AS n
    UNION ALL
    SELECT pg_temp.bills(p_limit => '3', p_cursor => list ->> 'next_cursor'), n + 1 FROM page WHERE list ->> 'next_cursor' IS NOT NULL
)
SELECT is(string_agg(pg_temp.shown(list, 'day', 'site', 'workspace', 'total'), ', ' ORDER BY n),
    pg_temp.shown(pg_temp.bills(), 'day', 'site', 'workspace', 'total'), 'pages are the list') FROM page;
SELECT is(pg_temp.bills(p_limit => '3', p_cursor => pg_temp.bills(p_limit => '3') ->> 'next_cursor') ->> 'totals', NULL,
    'totals stand on the first page');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills('2020-03-05')$$), 'LG005 /from', 'days are in order');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills('2019-03-03')$$), 'LG005 /from', 'at most 366 of them');
SELECT lives_ok($$SELECT pg_temp.bills('2019-03-04')$$, '366 are fine in a leap year');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills('2020-02-30')$$), 'LG005 /from', 'days exist');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills(p_until => 'infinity')$$), 'LG005 /until', 'and end');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills(p_limit => '501')$$), 'LG005 /limit', 'pages have an end');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills(p_limit => '1e1')$$), 'LG005 /limit', 'that is a number');
SELECT is(pg_temp.refusal($$SELECT pg_temp.moves(p_cursor =>
    api.list_vouchers(pg_temp.me(), NULL, NULL, NULL, NULL, '1') ->> 'next_cursor')$$), 'LG005 /cursor',
    'a cursor is of its list');
SELECT is(pg_temp.refusal($$SELECT pg_temp.moves(p_cursor => app.cursor(ARRAY['transactions', 'x']))$$), 'LG005 /cursor',
    'and of an answer');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills(p_cursor => app.cursor(ARRAY['bills', '2020-02-30', '1', '0']))$$),
    'LG005 /cursor', 'its days exist');
SELECT is(pg_temp.refusal($$SELECT pg_temp.bills(p_settlement => 'azure')$$), 'LG005 /settlement', 'settlements are named');

SELECT is(api.get_daily_bill(pg_temp.me(), pg_temp.bills(p_until => '2020-03-01') -> 'items' -> 0 ->> 'bill') ->> 'residue', '-0.0045',
    'a bill in full');
SELECT is((SELECT string_agg(concat_ws(' ', p ->> 'source', p ->> 'amount', p ->> 'purse_number', p ->> 'repaid'), ', ')
    FROM json_array_elements(api.get_daily_bill(pg_temp.me(), pg_temp.bills(p_until => '2020-03-01') -> 'items' -> 0 ->> 'bill') -> 'postings') AS p),
    'ordinary 5.00 1, card 2.00 3, cash 1.00, arrears 2.01 1.50', 'with what was repaid of its arrears');
SELECT is(pg_temp.refusal($$SELECT api.get_daily_bill(pg_temp.me('other'), pg_temp.bills() -> 'items' -> 0 ->> 'bill')$$), 'LG018',
    'another account''s bill is none');
SELECT is(pg_temp.refusal($$SELECT api.get_daily_bill(pg_temp.me(), 'x')$$), 'LG018', 'nor is what is no id');

SELECT is(pg_temp.shown(pg_temp.moves(), 'seq', 'type', 'source', 'amount', 'balance_before', 'balance_after', 'note'),
    '13 repayment arrears 1.50 -3.51 -2.01, 12 repayment cash -1.50 1.50 0.00, 11 recharge cash 1.50 0.00 1.50 late, '
    '10 deduction arrears -1.50 -2.01 -3.51, 9 deduction aws -3.00, 8 deduction arrears -2.01 0.00 -2.01, '
    '7 deduction cash -1.00 1.00 0.00, 6 deduction card -2.00 2.00 0.00, 5 deduction ordinary -5.00 5.00 0.00, '
    '4 recharge cash 1.00 0.00 1.00 test, 3 grant card 2.00 0.00 2.00 test, 2 grant full_reduction 7.00 0.00 7.00 test, '
    '1 grant ordinary 5.00 0.00 5.00 welcome', 'every entry, newest first, with balances');
SELECT is((SELECT string_agg(concat_ws('/', b ->> 'cash', b ->> 'vouchers', b ->> 'stored_value'), ' ' ORDER BY n)
    FROM json_array_elements(pg_temp.moves() -> 'items') WITH ORDINALITY AS i (v, n) CROSS JOIN LATERAL (SELECT v -> 'balances' AS b) AS x),
    '0.00/7.00/-2.01 0.00/7.00/-3.51 1.50/7.00/-3.51 0.00/7.00/-3.51 0.00/7.00/-2.01 0.00/7.00/-2.01 0.00/7.00/0.00 '
    '1.00/7.00/0.00 1.00/7.00/2.00 1.00/12.00/2.00 0.00/12.00/2.00 0.00/12.00/0.00 0.00/5.00/0.00', 'and all balances after it');
SELECT is(pg_temp.moves()::jsonb -> 'totals', '{"count": 13, "in": "16.50", "out": "14.51", "repaid": "1.50"}',
    'with totals, of which a repayment is no part');
SELECT is(pg_temp.moves(p_source => 'cash')::jsonb -> 'totals', '{"count": 4, "in": "2.50", "out": "1.00", "repaid": "1.50"}',
    'nor of those of cash alone');
SELECT is(pg_temp.shown(pg_temp.moves('2020-03-03', '2020-03-03'), 'seq'), '13, 12, 11, 10, 9, 8, 7, 6, 5', 'of days of the account''s zone');
SELECT is(pg_temp.shown(pg_temp.moves('2020-03-01', '2020-03-02'), 'seq'), '4, 3, 2, 1', 'to the hour');
SELECT is(pg_temp.shown(pg_temp.moves(p_type => 'recharge'), 'seq'), '11, 4', 'by type');
SELECT is(pg_temp.shown(pg_temp.moves(p_source => 'cash', p_direction => 'out'), 'seq'), '12, 7', 'by source and direction');
SELECT is(pg_temp.shown(pg_temp.moves(p_purse => api.list_cards(pg_temp.me(), NULL, NULL, NULL, NULL) -> 'items' -> 0 ->> 'purse'), 'seq'), '6, 3',
    'by purse');
SELECT is(pg_temp.shown(pg_temp.moves(p_purse => gen_random_uuid()::text), 'seq'), NULL, 'none by a purse of nobody');
SELECT is(pg_temp.shown(pg_temp.moves(p_limit => '2', p_cursor => pg_temp.moves(p_limit => '2') ->> 'next_cursor'), 'seq'), '11, 10', 'by page');

SELECT is(pg_temp.shown(api.list_vouchers(pg_temp.me(), NULL, NULL, NULL, NULL, NULL), 'number', 'kind', 'balance', 'state'),
    '2 full_reduction 7.00 pending, 1 ordinary 0.00 used_up', 'vouchers, newest first');
SELECT is(api.list_vouchers(pg_temp.me(), 'pending', 'full_reduction', NULL, NULL, NULL)::jsonb -> 'totals',
    '{"count": 1, "face": "7.00", "balance": "7.00", "available": "0.00"}', 'by state and kind, with totals');
SELECT is(pg_temp.shown(api.list_vouchers(pg_temp.me(), NULL, NULL, '2020-04-01T00:00:00Z', NULL, NULL), 'number'), '1', 'by expiry');
SELECT is(pg_temp.refusal($$SELECT api.list_vouchers(pg_temp.me(), NULL, 'card', NULL, NULL, NULL)$$), 'LG005 /kind', 'a card is no voucher');

SELECT is(pg_temp.shown(api.list_workspaces(pg_temp.me(), NULL, NULL, NULL, NULL, NULL), 'site', 'workspace', 'settlement', 'time_zone'),
    's w1 account Asia/Shanghai, s w2 account Asia/Shanghai, s w3 account Asia/Shanghai, t w1 aws UTC', 'workspaces by site and code');
SELECT is(pg_temp.shown(pg_temp.usage('day,item'), 'day', 'item', 'units', 'charge'),
    '2020-03-01 a 2011 1.01, 2020-03-01 b 12 12.00, 2020-03-02 a 3000 1.50', 'usage by day and item');
SELECT is(pg_temp.shown(pg_temp.usage(p_item => 'b'), 'day', 'site', 'workspace', 'item', 'charge'),
    '2020-03-01 s w1 b 9.00, 2020-03-01 t w1 b 3.00', 'by all, of an item');
SELECT is(pg_temp.refusal($$SELECT pg_temp.usage('day,day')$$), 'LG005 /by', 'parts are named once');

SELECT * FROM finish();
ROLLBACK;
