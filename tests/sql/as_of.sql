-- SPDX-License-Identifier: Apache-2.0
-- What the books said at an instant.
BEGIN;
\ir support.psql
SELECT plan(16);

SELECT pg_temp.add_account('acc') AS account \gset
CREATE FUNCTION pg_temp.at(p_at timestamptz) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', b ->> 'seq', b ->> 'cash', b ->> 'frozen', b ->> 'arrears', b ->> 'ordinary',
        b ->> 'full_reduction', b ->> 'cards', b ->> 'stored_value', b ->> 'as_of')
    FROM admin.get_balance(pg_temp.session(), 'acc', p_at) AS b
$$;
SELECT is(pg_temp.at('2020-02-01T00:00:00Z'), '0 0.00 0.00 0.00 0.00 0.00 0.00 0.00 2020-02-01T00:00:00Z',
    'before the first entry there is nothing');
SELECT pg_temp.recharge('acc', 100, 1);
SELECT pg_temp.clock('2020-03-02T00:00:00Z');
SELECT pg_temp.voucher('acc', 'ordinary', 5, 2, '{"expires_at": "2020-03-03T00:00:00Z"}') ->> 'purse' AS purse,
    pg_temp.voucher('acc', 'full_reduction', 6, 3), pg_temp.card('acc', 7, 4) \gset
SELECT pg_temp.clock('2020-03-02T12:00:00Z');
SELECT admin.freeze_purse(:'session', 'acc', :'purse', 'a doubt', pg_temp.key(5));
SELECT admin.freeze_funds(:'session', 'acc', 30, 'a doubt', pg_temp.key(6));
SELECT pg_temp.clock('2020-03-04T00:00:00Z');

SELECT is(pg_temp.at('2020-02-29T23:59:59.999999Z'), '0 0.00 0.00 0.00 0.00 0.00 0.00 0.00 2020-02-29T23:59:59.999999Z',
    'a microsecond before an entry');
SELECT is(pg_temp.at('2020-03-01T00:00:00Z'), '1 100.00 0.00 0.00 0.00 0.00 0.00 0.00 2020-03-01T00:00:00Z',
    'an entry counts from its own instant on');
SELECT is(pg_temp.at('2020-03-02T00:00:00.000001Z'), '3 100.00 0.00 0.00 5.00 6.00 0.00 0.00 2020-03-02T00:00:00.000001Z',
    'entries are a microsecond apart');
SELECT is(pg_temp.at('2020-03-02T06:00:00Z'), '4 100.00 0.00 0.00 5.00 6.00 7.00 7.00 2020-03-02T06:00:00Z', 'between two');
SELECT is(pg_temp.at('2020-03-03T12:00:00Z'), '7 70.00 30.00 0.00 5.00 6.00 7.00 7.00 2020-03-03T12:00:00Z',
    'what is frozen counts, and what has expired until it is booked out');
SELECT is(pg_temp.at('2020-03-04T00:00:00Z'), '7 70.00 30.00 0.00 5.00 6.00 7.00 7.00 2020-03-04T00:00:00Z', 'the clock''s own instant');
SELECT is(admin.get_balance(:'session', 'acc')::jsonb - 'name', '{"account": "acc", "currency": "CNY", "cash": "70.00",
    "frozen": "30.00", "is_frozen": false, "arrears": "0.00", "ordinary": "0.00", "full_reduction": "6.00", "cards": "7.00",
    "stored_value": "7.00", "as_of": "2020-03-04T00:00:00Z", "seq": 7}', 'without an instant it is what can be spent now');
SELECT is((SELECT array_agg(k ORDER BY k) FROM json_object_keys(admin.get_balance(:'session', 'acc', '2020-03-01')) AS k),
    (SELECT array_agg(k ORDER BY k) FROM json_object_keys(admin.get_balance(:'session', 'acc')) AS k), 'by the same names');
SELECT is(pg_temp.refusal($$SELECT pg_temp.at('2020-03-04T00:00:00.000001Z')$$), 'LG005 /at', 'the future is refused');
SELECT is(pg_temp.refusal(format('SELECT pg_temp.at(%L)', i)), expected, i)
FROM (VALUES ('infinity', 'LG005 /at'), ('-infinity', 'accepted')) AS v (i, expected);
SELECT is(pg_temp.refusal(format('SELECT app.read_instant(%L, ''/at'')', i)), 'LG005 /at', 'no instant: ' || i)
FROM unnest(ARRAY['yesterday', '2020-03-01', '2020-02-30T00:00:00Z', '2020-03-01T00:00:00']) AS i;

SELECT * FROM finish();
ROLLBACK;
