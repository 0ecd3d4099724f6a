-- SPDX-License-Identifier: Apache-2.0
-- Bills corrected up and down: what is given back, to whom, and never more than was taken.
BEGIN;
\ir support.psql
SELECT plan(43);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,', 'R,b,b,sum,sum,,,true,', 'R,c,c,sum,sum,,,false,'],
    ARRAY['R,a,1,u,CN,CNY,,1', 'R,b,1,u,CN,CNY,,1', 'R,c,1,u,CN,CNY,,1']);
SELECT pg_temp.clock('2020-03-01T12:00:00Z');
SELECT pg_temp.add_site('s', 'UTC'), pg_temp.add_account('acc'), pg_temp.add_workspace('s', 'w', 'acc', '2020-03-01');
SELECT pg_temp.add_workspace('s', 'x', 'acc', '2020-03-01', NULL, NULL, NULL, 'aws');
-- A bought card of 100, a granted one of 10, vouchers of 5, 4 and 3.
SELECT pg_temp.recharge('acc', 103, 1);
SELECT app.buy_card((app.account_of('acc')).id, 100, 'member', pg_temp.key(2)) ->> 'number' AS bought \gset
SELECT pg_temp.card('acc', 10, 3, '{"expires_at": "2020-03-03T00:00:00Z"}'),
    pg_temp.voucher('acc', 'ordinary', 5, 4, '{"expires_at": "2020-03-03T00:00:00Z"}'),
    pg_temp.voucher('acc', 'ordinary', 4, 5), pg_temp.voucher('acc', 'full_reduction', 3, 6, '{"items": ["a"]}');
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-01T13:00:00Z 100', 'b 2020-03-01T13:00:00Z 20', 'c 2020-03-01T13:00:00Z 10']),
    pg_temp.send('s', 'x', ARRAY['a 2020-03-01T13:00:00Z 7']);
SELECT pg_temp.clock('2020-03-02T01:00:00Z');
SELECT pg_temp.close_all();

-- The lines of an operation, as source, purse, amount, contra.
CREATE FUNCTION pg_temp.moves(p_seq bigint) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', source, purse, amount, CASE contra WHEN 'revenue' THEN NULL ELSE contra END), ', ' ORDER BY seq)
    FROM ledger.entry WHERE seq > p_seq
$$;
CREATE FUNCTION pg_temp.bill(p_workspace text DEFAULT 'w', p_day date DEFAULT '2020-03-01') RETURNS uuid LANGUAGE sql AS $$
    SELECT d.bill_id FROM billing.workspace_day AS d JOIN account.workspace AS w ON w.id = d.workspace_id
    WHERE w.code = p_workspace AND d.day = p_day AND d.run = 0
$$;
CREATE FUNCTION pg_temp.payload(p_lines json, p_workspace text DEFAULT 'w', p_day date DEFAULT '2020-03-01')
RETURNS json LANGUAGE sql AS $$
    SELECT json_build_object('bill', pg_temp.bill(p_workspace, p_day), 'lines', p_lines)
$$;
-- Corrects lines and gives what moved.
CREATE FUNCTION pg_temp.correct(p_lines json, p_key int, p_workspace text DEFAULT 'w', p_day date DEFAULT '2020-03-01')
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_seq CONSTANT bigint := (SELECT last_seq FROM ledger.account WHERE account_id = (app.account_of('acc')).id);
BEGIN
    PERFORM pg_temp.agree('correction', 'acc', pg_temp.payload(p_lines, p_workspace, p_day), p_key);
    RETURN pg_temp.moves(v_seq);
END
$$;
CREATE FUNCTION pg_temp.refuses(p_payload json, p_refusal text, p_name text) RETURNS text LANGUAGE sql AS $$
    SELECT public.is(pg_temp.refusal(format('SELECT pg_temp.propose(''correction'', ''acc'', %L, 99)', p_payload)), p_refusal, p_name)
$$;
SELECT is((SELECT string_agg(concat_ws(' ', e.source, e.purse, e.amount), ', ' ORDER BY seq) FROM ledger.entry AS e
    WHERE e.bill_id = pg_temp.bill()), 'ordinary 3 -500, ordinary 4 -400, full_reduction 5 -300, card 2 -1000, card 1 -10000, '
    'cash -300, arrears -500', 'the bill of 130: vouchers, cards, cash, arrears');

-- What is no correction.
SELECT pg_temp.refuses(p, r, n) FROM (VALUES
    ('{"lines": []}'::json, 'LG005 /payload/bill', 'no bill'),
    (json_build_object('bill', gen_random_uuid(), 'lines', '[]'::json), 'LG018 /payload/bill', 'another bill'),
    (pg_temp.payload('[]'), 'LG005 /payload/lines', 'no line'),
    (pg_temp.payload('{}'), 'LG005 /payload/lines', 'no lines'),
    (pg_temp.payload('[1]'), 'LG005 /payload/lines/0', 'a number for a line'),
    (pg_temp.payload('[{"line": "1", "amount": "1", "item": "a"}]'), 'LG005 /payload/lines/0', 'a member more'),
    (pg_temp.payload('[{"line": "4", "amount": "1"}]'), 'LG005 /payload/lines/0/line', 'a line the bill has not'),
    (pg_temp.payload('[{"line": "9999999999", "amount": "1"}]'), 'LG005 /payload/lines/0/line', 'no bill has'),
    (pg_temp.payload('[{"amount": "1"}]'), 'LG005 /payload/lines/0/line', 'none'),
    (pg_temp.payload('[{"line": "1", "amount": 1}]'), 'LG005 /payload/lines/0/amount', 'an amount that is no text'),
    (pg_temp.payload('[{"line": "1"}]'), 'LG004 /payload/lines/0/amount', 'no amount'),
    (pg_temp.payload('[{"line": "1", "amount": "0.00"}]'), 'LG004 /payload/lines/0/amount', 'nothing'),
    (pg_temp.payload('[{"line": "1", "amount": "NaN"}]'), 'LG004 /payload/lines/0/amount', 'not a number'),
    (pg_temp.payload('[{"line": "1", "amount": "1"}, {"line": "2", "amount": "-1"}]'), 'LG004 /payload/lines/1/amount',
        'both signs'),
    (pg_temp.payload('[{"line": "1", "amount": "1"}, {"line": "1", "amount": "1"}]'), 'LG005 /payload/lines/1/line',
        'a line twice'),
    (pg_temp.payload('[{"line": "2", "amount": "-20.01"}]'), 'LG035 /payload/lines/0/amount', 'more than the line'))
    AS t (p, r, n);
SELECT is((SELECT count(*) FROM billing.bill WHERE run > 0), 0::bigint, 'refused, nothing is left of it');

-- Down: arrears, cash, the purses that paid last.
SELECT is(pg_temp.correct('[{"line": "1", "amount": "-4.00"}]', 10), 'arrears 400', 'arrears not yet repaid come first');
SELECT is(pg_temp.recharge('acc', 1, 11) ->> 'repaid', '1.00', 'the rest of them is repaid');
SELECT is(pg_temp.correct('[{"line": "3", "amount": "-2.00"}, {"line": "1", "amount": "-1.00"}]', 12), 'cash 300',
    'then cash, that of repaid arrears too');
SELECT is((SELECT lines::text || line_amounts::text FROM ledger.entry WHERE source = 'cash' AND kind = 'adjustment'),
    '{1,2}{-100,-200}', 'the lines say what they are given back');
SELECT is(pg_temp.correct('[{"line": "2", "amount": "-3.00"}]', 13), 'cash 100, card 1 200', 'then cards, the last one first');
SELECT is(app.bill_json(b)::jsonb - 'bill' - 'corrects', '{"account": "acc", "site": "s", "workspace": "w", "day": "2020-03-01",
    "run": 3, "kind": "adjustment", "state": "settled", "settlement": "account", "currency": "CNY", "total": "-3.00",
    "paid": {"ordinary": "0.00", "full_reduction": "0.00", "card": "-2.00", "cash": "-1.00", "arrears": "0.00",
    "cloud": "0.00"}}', 'the bill says so') FROM billing.bill AS b WHERE b.run = 3;
SELECT is((SELECT count(*) FROM billing.bill WHERE corrects = pg_temp.bill()), 3::bigint, 'and what it corrects');

-- Up: as any bill, at the clock: the voucher of 4 is empty, the bought card has 2.
SELECT is(pg_temp.correct('[{"line": "2", "amount": "5.00"}]', 14), 'card 1 -200, cash -300', 'a positive one deducts');
SELECT is(pg_temp.correct('[{"line": "2", "amount": "5.00"}]', 15), 'cash -100, arrears -400', 'down to arrears');
SELECT is((SELECT day || ' ' || amount || ' ' || returned FROM ledger.debt ORDER BY seq DESC LIMIT 1), '2020-03-01 400 0',
    'which are a debt of that day');
SELECT is((SELECT string_agg(concat_ws(' ', amount, repaid, returned), ', ' ORDER BY seq) FROM ledger.debt), '500 100 400, 400 0 0',
    'debts know what was given back');

-- Purses that are over, once all before is given back: of 130 - 10 + 10.
SELECT pg_temp.clock('2020-03-03T01:00:00Z');
SELECT pg_temp.close_all(), app.sweep_accounts(100);
SELECT is(pg_temp.correct('[{"line": "1", "amount": "-14.00"}]', 16), 'arrears 400, cash 400, card 1 600', 'all runs together');
SELECT pg_temp.clock('2021-03-03T01:00:00Z');
SELECT pg_temp.close_all();
SELECT app.sweep_accounts(100);
SELECT is(pg_temp.correct('[{"line": "1", "amount": "-80"}, {"line": "2", "amount": "-20"}]', 17),
    'card 1 9400, card 2 600, card 1 -9400 purchase, card 6 9400 purchase, card 2 -600 breakage',
    'an expired bought card is made up for, a granted one is breakage');
SELECT is((SELECT concat_ws(' ', origin, face, replaces, expires_at AT TIME ZONE 'UTC', app.purse_state(u, app.clock()))
    FROM ledger.purse AS u WHERE number = 6), 'bought 9400 1 2021-04-02 01:00:00 active', 'for 30 days');
SELECT is(pg_temp.correct('[{"line": "3", "amount": "-8"}]', 18), 'card 2 400, full_reduction 5 300, ordinary 4 100, card 2 -400 breakage',
    'then full-reduction vouchers, then ordinary ones, the last one first');
SELECT is(pg_temp.correct('[{"line": "1", "amount": "-1"}, {"line": "2", "amount": "-7"}]', 19),
    'ordinary 4 300, ordinary 3 500, ordinary 3 -500 breakage', 'to the last cent') ;
SELECT is((SELECT count(*) FROM app.taken(b)), 0::bigint, 'nothing is left of the bill') FROM billing.bill AS b WHERE id = pg_temp.bill();
SELECT pg_temp.refuses(pg_temp.payload('[{"line": "1", "amount": "-0.01"}]'), 'LG035 /payload/lines/0/amount', 'to give back');

-- A cloud gets back what it paid.
SELECT is(pg_temp.correct('[{"line": "1", "amount": "-7"}]', 20, 'x'), 'aws 700', 'the cloud''s part goes to the cloud');
SELECT is(pg_temp.correct('[{"line": "1", "amount": "2"}]', 21, 'x'), 'ordinary 4 -200', 'and up purses pay first');
SELECT is((SELECT string_agg(concat_ws(' ', run, total, cloud), ', ' ORDER BY run) FROM billing.bill AS b
    JOIN billing.settlement AS s ON s.bill_id = b.id WHERE b.workspace_id = (app.workspace_of('s', 'x')).id
    AND b.day = '2020-03-01'), '0 700 700, 1 -700 -700, 2 200 0', 'as its settlements say');

-- Cash that is given back repays what is owed for other days.
SELECT pg_temp.add_account('poor'), pg_temp.add_workspace('s', 'p', 'poor', '2021-03-03'), pg_temp.recharge('poor', 5, 30);
SELECT pg_temp.clock('2021-03-04T23:00:00Z');
SELECT pg_temp.send('s', 'p', ARRAY['b 2021-03-03T13:00:00Z 5', 'b 2021-03-04T13:00:00Z 3']), pg_temp.clock('2021-03-05T01:00:00Z');
SELECT pg_temp.close_all();
SELECT is(pg_temp.agree('correction', 'poor', pg_temp.payload('[{"line": "1", "amount": "-4"}]', 'p', '2021-03-03'), 31)::jsonb
    - 'bill' - 'corrects' - 'operation' - 'recorded_at' - 'paid', '{"cash": "1.00", "frozen": "0.00", "arrears": "0.00", "run": 1,
    "account": "poor", "site": "s", "workspace": "p", "day": "2021-03-03", "kind": "adjustment", "state": "settled",
    "settlement": "account", "currency": "CNY", "total": "-4.00"}', 'cash given back repays arrears at once');
SELECT is((SELECT string_agg(concat_ws(' ', source, amount, contra, bill_id IS NOT NULL), ', ' ORDER BY seq) FROM ledger.entry
    WHERE account_id = (app.account_of('poor')).id AND seq > 3),
    'cash 400 revenue t, cash -300 repayment f, arrears 300 repayment f', 'after what the bill moved');
SELECT pg_temp.refuses(pg_temp.payload('[{"line": "1", "amount": "-1"}]', 'p', '2021-03-03'), 'LG018 /payload/bill',
    'nobody corrects a bill of another account');
SELECT is_empty('SELECT * FROM pg_temp.broken_invariants()', 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
