-- SPDX-License-Identifier: Apache-2.0
-- What doors show: bills, balances, usage, pages by cursor.
BEGIN;
\ir support.psql
SELECT plan(22);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,', 'R,b,b,sum,sum,,,true,'],
    ARRAY['R,a,1,u,CN,CNY,,0.0005', 'R,b,1,u,CN,CNY,,1']);
SELECT pg_temp.add_site('s');
SELECT pg_temp.add_account('acc');
SELECT pg_temp.add_workspace('s', 'w' || n, 'acc') FROM generate_series(1, 3) AS n;
SELECT admin.create_workspace(:'session', 's', 'free', NULL, NULL, NULL, NULL, 'test');
SELECT pg_temp.voucher('acc', 'ordinary', 5, 1, '{"items": ["b"]}'), pg_temp.card('acc', 2, 2),
    pg_temp.recharge('acc', 1, 3);
SELECT pg_temp.send('s', 'w1', ARRAY['a 2020-02-29T20:00:00Z 2011', 'b 2020-02-29T20:00:00Z 9']),
    pg_temp.send('s', 'free', ARRAY['a 2020-02-29T20:00:00Z 1']);
SELECT pg_temp.clock('2020-03-02T17:00:00Z');
SELECT pg_temp.send('s', 'w1', ARRAY['a 2020-03-02T16:00:00Z 1']);
SELECT pg_temp.close_all();

SELECT admin.get_bill(:'session', NULL, 's', 'w1', '2020-03-01') AS bill \gset
SELECT is(:'bill'::json ->> 'total', '10.01', 'a bill in full has its total');
SELECT is(:'bill'::json ->> 'exact', '10.0055', 'its exact amount');
SELECT is(:'bill'::json ->> 'residue', '-0.0045', 'and the residue');
SELECT is((:'bill'::jsonb -> 'lines' -> 0) - 'voucher_eligible', '{"line": 1, "item": "a", "units": "2011",
    "amount": "1.0055", "charge": "1.01", "unit_size": "1", "unit_name": "u", "quantity": "2011",
    "unit_price": "0.0005", "free_quantity": "0", "retention_days": null,
    "original_day": null, "mark": null}', 'its lines');
SELECT is((SELECT string_agg(concat_ws(' ', p ->> 'source', p ->> 'balance_before', p ->> 'amount',
    p ->> 'balance_after', p ->> 'lines'), '; ')
    FROM json_array_elements(:'bill'::json -> 'postings') AS p),
    'ordinary 5.00 5.00 0.00 [{"line" : 2, "amount" : "5.00"}]; '
    'card 2.00 2.00 0.00 [{"line" : 1, "amount" : "1.01"}, {"line" : 2, "amount" : "0.99"}]; '
    'cash 1.00 1.00 0.00 [{"line" : 2, "amount" : "1.00"}]; arrears 0.00 2.01 -2.01 [{"line" : 2, "amount" : "2.01"}]',
    'and the deduction in order, with balances before and after and the lines paid');
SELECT is(admin.get_bill(:'session', (:'bill'::json ->> 'bill')::uuid, NULL, NULL, NULL)::jsonb, :'bill'::jsonb,
    'the same by its id');
SELECT is(pg_temp.refusal($$SELECT admin.get_bill(pg_temp.session(), NULL, 's', 'w1', '2020-04-01')$$), 'LG018',
    'no bill is no bill');
SELECT throws_ok($$SELECT admin.get_bill(pg_temp.session(), pg_temp.key(9), NULL, NULL, NULL)$$, 'LG018',
    'no bill 00000000-0000-0000-0000-000000000009', 'and says which');
SELECT is(pg_temp.refusal($$SELECT admin.get_bill(pg_temp.session(), NULL, 's', 'nope', '2020-04-01')$$), 'LG007',
    'nor of an unknown workspace');
SELECT is(admin.get_balance(:'session', 'acc')::jsonb - 'as_of' - 'name' - 'seq',
    '{"account": "acc", "currency": "CNY", "cash": "0.00", "frozen": "0.00",
    "is_frozen": false, "arrears": "2.01", "ordinary": "0.00", "full_reduction": "0.00", "cards": "0.00", "stored_value": "-2.01"}',
    'arrears are a negative stored value');

CREATE FUNCTION pg_temp.pages(p_limit int) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    v_page json;
    v_seen text[] := '{}';
    v_cursor text;
BEGIN
    LOOP
        v_page := admin.list_bills(pg_temp.session(), NULL, NULL, NULL, NULL, NULL, v_cursor, p_limit);
        v_seen := v_seen || ARRAY(SELECT concat_ws(' ', i ->> 'day', i ->> 'workspace')
            FROM json_array_elements(v_page -> 'items') AS i);
        v_cursor := v_page ->> 'next_cursor';
        EXIT WHEN v_cursor IS NULL;
    END LOOP;
    RETURN v_seen;
END
$$;
SELECT is(pg_temp.pages(100),
    ARRAY['2020-03-01 w1', '2020-03-01 w2', '2020-03-01 w3', '2020-03-02 w1', '2020-03-02 w2', '2020-03-02 w3'],
    'bills are listed in the order they were settled in');
SELECT is(pg_temp.pages(n), pg_temp.pages(100), format('pages of %s tile the list', n)) FROM generate_series(1, 3) AS n;
SELECT is(json_array_length(
    admin.list_bills(:'session', 'acc', 's', 'w2', '2020-03-02', '2020-03-02', NULL, NULL) -> 'items'),
    1, 'filters narrow it');
SELECT is(pg_temp.refusal($$
    SELECT admin.list_bills(pg_temp.session(), NULL, NULL, NULL, NULL, NULL, 'garbage', NULL)$$),
    'LG005 /cursor', 'a cursor is ours');
SELECT is(pg_temp.refusal($$SELECT admin.list_bills(pg_temp.session(), NULL, NULL, NULL, NULL, NULL, NULL, 0)$$),
    'LG005 /limit', 'a page has a size');
SELECT is(pg_temp.refusal($$SELECT admin.list_bills(pg_temp.session(), 'nobody', NULL, NULL, NULL, NULL, NULL, NULL)$$),
    'LG002', 'an account in a filter exists');

SELECT is(admin.count_usage(:'session')::jsonb, '{"stored": 4, "billed": 2, "not_billed": 1, "faulted": 0, "open": 1}',
    'points are billed, not billed or open');
SELECT is(admin.list_usage(:'session', true, NULL, NULL, NULL, NULL, NULL, NULL) -> 'items' -> 0 ->> 'workspace',
    'free', 'those not billed are listed');
SELECT is(admin.prove_books(:'session') ->> 'balanced', 'true', 'the books balance');
UPDATE ledger.account SET cash = cash + 1;
SELECT is(admin.prove_books(:'session') ->> 'balanced', 'false', 'and a cent put in by hand is found out');

SELECT * FROM finish();
ROLLBACK;
