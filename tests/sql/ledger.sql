-- SPDX-License-Identifier: Apache-2.0
-- Grants, recharges, refunds, repayments, idempotency, append-only history.
BEGIN;
\ir support.psql
SELECT plan(35);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,'], ARRAY['R,a,1,u,CN,CNY,,1']);
SELECT pg_temp.add_site('s');
SELECT pg_temp.add_account('acc') AS account \gset
CREATE FUNCTION pg_temp.recharge(p_amount numeric, p_key int) RETURNS json LANGUAGE sql AS $$
    SELECT app.recharge((app.account_of('acc')).id, p_amount, 'offline', 'tester', 'test', pg_temp.key(p_key))
$$;
CREATE FUNCTION pg_temp.grant(p_face numeric, p_key int, p_kind text DEFAULT 'ordinary',
    p_from timestamptz DEFAULT NULL, p_until timestamptz DEFAULT NULL, p_items text DEFAULT NULL,
    p_min numeric DEFAULT NULL)
RETURNS json LANGUAGE sql AS $$
    SELECT app.grant_purse((app.account_of('acc')).id, p_kind, p_face, p_from, p_until,
        string_to_array(p_items, ','), p_min, 'tester', 'test', pg_temp.key(p_key))
$$;
CREATE FUNCTION pg_temp.owe(p_day date, p_workspace text, p_amount bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_account ledger.account := app.lock_account((app.account_of('acc')).id);
    v_operation bigint := app.open_operation(v_account, 'deduction', NULL, NULL, 'test', 'test');
BEGIN
    v_account := app.post(v_account, v_operation, 'deduction', 'revenue',
        ARRAY[app.posting('arrears', NULL, -p_amount)], NULL, NULL, NULL, p_day);
    INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
    VALUES (v_account.account_id, v_account.last_seq, p_day, p_workspace, p_amount);
END
$$;

SELECT is(pg_temp.recharge(100.50, 1) ->> 'cash', '100.50', 'a recharge becomes cash');
SELECT is(pg_temp.recharge(100.50, 1) ->> 'cash', '100.50', 'the same key gives the stored answer');
SELECT is(pg_temp.recharge(100.50, 1) ->> 'recorded_at', '2020-03-01T00:00:00Z', 'which is stamped by the clock');
SELECT is(pg_temp.recharge(100.5000, 1) ->> 'cash', '100.50', 'however the same amount is written');
SELECT is((SELECT cash::bigint FROM ledger.account), 10050::bigint, 'and books nothing twice');
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(100.51, 1)'), 'LG003', 'the key for another amount is refused');
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(0.001, 2)'), 'LG004 /payload/amount',
    'an amount finer than a cent is refused');
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(5.005, 2)'), 'LG004 /payload/amount', 'and never rounded');
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(0, 2)'), 'LG004 /payload/amount', 'so is nothing');
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(-5, 2)'), 'LG004 /payload/amount', 'less than nothing');
SELECT is(pg_temp.refusal($$SELECT pg_temp.recharge('NaN', 2)$$), 'LG004 /payload/amount', 'not a number');
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(1e13, 2)'), 'LG004 /payload/amount', 'and more than anyone has');
SELECT is((SELECT count(*) FROM ledger.operation), 1::bigint, 'a refusal leaves nothing behind, its key stays free');
SELECT is(pg_temp.recharge(0.01, 2) ->> 'cash', '100.51', 'as the next use of it shows');
SELECT is((SELECT count(*) FROM ops.audit WHERE action = 'recharge'), 2::bigint, 'the audit log has each once');

SELECT is(pg_temp.grant(20, 3) ->> 'available', '20.00', 'a voucher can be spent at once');
SELECT is(pg_temp.grant(20, 3) ->> 'number', '1', 'the same key gives the same voucher');
SELECT is(pg_temp.grant(9, 4, 'ordinary', '2020-04-01') ->> 'state', 'pending', 'before its validity it is pending');
SELECT is(pg_temp.grant(9, 5, 'full_reduction', NULL, '2020-03-02', 'a', 5) ->> 'min_spend', '5.00',
    'full reduction from an amount on');
SELECT is(pg_temp.refusal($$SELECT pg_temp.grant(9, 6, 'gold')$$), 'LG005 /payload/kind', 'kinds are known');
SELECT is(pg_temp.refusal($$SELECT pg_temp.grant(9, 6, 'ordinary', '2020-05-01', '2020-04-01')$$), 'LG005 /payload/expires_at',
    'validity is not empty');
SELECT is(pg_temp.refusal($$SELECT pg_temp.grant(9, 6, 'ordinary', NULL, '2020-02-01')$$), 'LG005 /payload/expires_at',
    'nor over');
SELECT is(pg_temp.refusal($$SELECT pg_temp.grant(9, 6, 'ordinary', NULL, NULL, 'a,zzz')$$), 'LG005 /payload/items',
    'a scope names items');
SELECT is(pg_temp.refusal($$SELECT pg_temp.grant(9, 6, 'ordinary', NULL, NULL, NULL, 5)$$), 'LG005 /payload/min_spend',
    'min_spend is for full reduction');
SELECT pg_temp.clock('2020-03-02T00:00:00Z');
SELECT is((SELECT concat_ws(' ', v ->> 'state', v ->> 'balance', v ->> 'available') FROM json_array_elements(
    admin.list_vouchers(:'session', 'acc') -> 'items') AS v WHERE v ->> 'number' = '3'), 'expired 9.00 0.00',
    'at its expiry it has a balance still, but nothing available');

SELECT app.refund(:'account', 100.51, 'offline', 'tester', 'test', pg_temp.key(7));
SELECT pg_temp.owe('2020-02-02', 'w2', 300), pg_temp.owe('2020-02-01', 'w9', 200), pg_temp.owe('2020-02-02', 'w1', 100);
SELECT is(pg_temp.recharge(3.50, 8) ->> 'repaid', '3.50', 'arrears are repaid first');
SELECT is((SELECT string_agg(concat_ws(' ', day, workspace, amount, repaid), ', ' ORDER BY seq) FROM ledger.debt),
    '2020-02-02 w2 300 50, 2020-02-01 w9 200 200, 2020-02-02 w1 100 100', 'oldest first: day, then workspace');
SELECT is(pg_temp.recharge(10, 9)::jsonb - 'operation' - 'recorded_at' - 'channel', '{"amount": "10.00", "cash": "7.50", "frozen": "0.00",
    "repaid": "2.50", "arrears": "0.00", "currency": "CNY"}', 'the rest becomes cash');

SET LOCAL ROLE bc_owner;
SELECT throws_ok(format('UPDATE %s SET account_id = account_id', t), 'LG021', NULL,
    t || ' is not updated, not even by the owner')
FROM unnest(ARRAY['ledger.entry', 'ledger.operation', 'ledger.repayment']) AS t;
SELECT throws_ok('TRUNCATE ledger.entry CASCADE', 'LG021', NULL, 'nor emptied');
RESET ROLE;

UPDATE ledger.account SET last_at = app.clock() + interval '6 seconds';
SELECT is(pg_temp.refusal('SELECT pg_temp.recharge(1, 10)'), 'LG016',
    'a clock behind the last entry by over 5 s moves no money');
UPDATE ledger.account SET last_at = app.clock() + interval '4 seconds';
SELECT is(pg_temp.recharge(1, 10) ->> 'recorded_at', '2020-03-02T00:00:04.000001Z',
    'by less it stamps a microsecond after it');
SELECT is_empty('SELECT * FROM pg_temp.broken_invariants()', 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
