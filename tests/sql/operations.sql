-- SPDX-License-Identifier: Apache-2.0
-- Funds frozen and released, refunds, adjustments, accounts and purses frozen, vouchers voided,
-- cards bought, codes activated, orders paid in advance.
BEGIN;
\ir support.psql
SELECT plan(79);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,'], ARRAY['R,a,1,u,CN,CNY,,1']);
SELECT pg_temp.add_account('acc') AS account, pg_temp.add_account('usd', 'USD') AS usd \gset
CREATE FUNCTION pg_temp.tables() RETURNS text LANGUAGE sql AS $$
    SELECT md5(concat((SELECT json_agg(x ORDER BY account_id) FROM ledger.account AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.purse AS x),
        (SELECT json_agg(x ORDER BY account_id, seq) FROM ledger.entry AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.operation AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.hold AS x),
        (SELECT json_agg(x ORDER BY hash) FROM ledger.voucher_code AS x),
        (SELECT json_agg(x ORDER BY id) FROM ops.audit AS x)))
$$;
-- A statement is refused so, and leaves everything as it was.
CREATE FUNCTION pg_temp.refuses(p_sql text, p_refusal text, p_name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_before CONSTANT text := pg_temp.tables();
    v_refusal CONSTANT text := pg_temp.refusal(p_sql);
BEGIN
    RETURN public.is(v_refusal || CASE WHEN pg_temp.tables() = v_before THEN '' ELSE ', changed' END, p_refusal, p_name);
END
$$;
-- The entries of the last operation.
CREATE FUNCTION pg_temp.last() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', kind, source, purse, amount, contra), ', ' ORDER BY seq) FROM ledger.entry
    WHERE (account_id, operation) = (SELECT account_id, operation FROM ledger.entry ORDER BY recorded_at DESC, seq DESC LIMIT 1)
$$;
SELECT pg_temp.recharge('acc', 500, 1);

-- Funds
PREPARE hold(numeric, int) AS
    SELECT admin.freeze_funds(pg_temp.session(), 'acc', $1, 'a doubt', pg_temp.key($2));
EXECUTE hold(120, 10);
EXECUTE hold(120, 10);
SELECT is(pg_temp.last(), 'freeze cash -12000 hold, freeze frozen 12000 hold', 'funds are frozen once');
SELECT is((SELECT cash || ' ' || frozen || ' ' || holds FROM ledger.account WHERE account_id = :'account'), '38000 12000 1',
    'out of cash');
SELECT pg_temp.refuses('EXECUTE hold(121, 10)', 'LG003', 'the key for another amount is refused');
SELECT pg_temp.refuses('EXECUTE hold(380.01, 11)', 'LG026', 'only what is unfrozen can be frozen');
SELECT pg_temp.refuses(format('EXECUTE hold(%L, 11)', amount), 'LG004 /amount', coalesce(amount, 'NULL') || ' is not frozen')
FROM unnest(ARRAY['0', '-1', 'NaN', 'Infinity', '9223372036854775807', '0.001', NULL]) AS amount;
SELECT is(admin.list_holds(:'session', 'acc')::jsonb, '{"currency": "CNY", "next_cursor": null, "items": [{"hold": 1,
    "amount": "120.00", "remaining": "120.00", "reason": "a doubt", "created_at": "2020-03-01T00:00:00.000002Z"}]}',
    'what is held is listed');
SELECT is(pg_temp.agree('release', 'acc', '{"hold": "1", "amount": "20.00"}', 12) ->> 'remaining', '100.00',
    'two persons release a part');
SELECT pg_temp.refuses($$SELECT pg_temp.agree('release', 'acc', '{"hold": "1", "amount": "100.01"}', 13)$$,
    'LG004 /payload/amount', 'no more than is held');
SELECT pg_temp.refuses($$SELECT pg_temp.agree('refund', 'acc', '{"amount": "400.01", "channel": "offline"}', 13)$$, 'LG026',
    'frozen funds are not refunded');
SELECT is(pg_temp.agree('refund', 'acc', '{"amount": "100.00", "channel": "offline"}', 14) ->> 'cash', '300.00',
    'unfrozen cash is');
SELECT is(pg_temp.last(), 'refund cash -10000 clearing_offline', 'through the channel');
SELECT is(pg_temp.agree('adjustment', 'acc', '{"amount": "-300.00"}', 15) ->> 'cash', '0.00', 'cash is adjusted down to 0');
SELECT pg_temp.refuses($$SELECT pg_temp.agree('adjustment', 'acc', '{"amount": "-0.01"}', 16)$$, 'LG026', 'and never below');
SELECT set_config('t.owe', (app.post(app.lock_account(:'account'), app.open_operation(app.lock_account(:'account'),
    'deduction', NULL, NULL, 't', 't'), 'deduction', 'revenue', ARRAY[app.posting('arrears', NULL, -6000)], NULL, NULL, NULL,
    '2020-02-01')).last_seq::text, true);
INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
VALUES (:'account', current_setting('t.owe')::bigint, '2020-02-01', 'w', 6000);
SELECT is((SELECT cash || ' ' || frozen || ' ' || arrears FROM ledger.account WHERE account_id = :'account'), '0 10000 6000',
    'frozen funds repay no arrears');
SELECT pg_temp.refuses($$SELECT admin.prepay(pg_temp.session(), 'acc', 'o1', 1, 'x', pg_temp.key(17))$$, 'LG026',
    'nothing is paid in advance while there are arrears');
SELECT is(pg_temp.agree('release', 'acc', '{"hold": "1"}', 18) ->> 'arrears', '0.00', 'released they do');
SELECT is(pg_temp.last(), 'unfreeze frozen -10000 hold, unfreeze cash 10000 hold, repayment cash -6000 repayment, '
    'repayment arrears 6000 repayment', 'in the same operation');
SELECT pg_temp.refuses($$SELECT pg_temp.agree('release', 'acc', '{"hold": "1"}', 19)$$, 'LG036', 'nothing is left of it');
SELECT is(pg_temp.agree('adjustment', 'acc', '{"amount": "960"}', 20) ->> 'cash', '1000.00', 'cash is adjusted up');

-- Cards
INSERT INTO identity.member (account_id, name, role, password_hash)
SELECT :'account', r, r, '$argon2id$x' FROM unnest(ARRAY['owner', 'finance', 'viewer']) AS r;
INSERT INTO identity.session (account_id, member_id, expires_at)
SELECT account_id, id, clock_timestamp() + interval '1 hour' FROM identity.member;
CREATE FUNCTION pg_temp.member(p_role text) RETURNS uuid LANGUAGE sql AS $$
    SELECT s.id FROM identity.session AS s JOIN identity.member AS m ON m.id = s.member_id WHERE m.role = p_role
$$;
PREPARE buy(text, int, text) AS SELECT api.buy_card(pg_temp.member($3), $1, pg_temp.key($2));
SELECT is(api.buy_card(pg_temp.member('owner'), '200', pg_temp.key(30)) ->> 'expires_at', '2021-03-01T00:00:00Z',
    'a card is bought for 12 months');
EXECUTE buy('200.00', 30, 'owner');
SELECT is(pg_temp.last(), 'purchase cash -20000 purchase, purchase card 1 20000 purchase', 'from cash, once');
SELECT pg_temp.refuses('EXECUTE buy(''100'', 31, ''viewer'')', '42501', 'a viewer buys none');
SELECT pg_temp.refuses('EXECUTE buy(''900'', 31, ''finance'')', 'LG026', 'nor anybody for more than there is');
SELECT pg_temp.refuses(format('EXECUTE buy(%L, 31, ''owner'')', amount), 'LG004 /amount', 'or for ' || left(coalesce(amount, 'NULL'), 30))
FROM unnest(ARRAY['0', '-100', '99', '150', '100.001', 'NaN', '1e2', '', repeat('9', 100000), NULL]) AS amount;
SELECT pg_temp.refuses('EXECUTE buy(''100'', NULL, ''owner'')', 'LG005 /key', 'or without a key');

-- Purses
SELECT pg_temp.voucher('acc', 'ordinary', 5, 40), pg_temp.card('acc', 7, 41);
CREATE FUNCTION pg_temp.purse(p_number int) RETURNS uuid LANGUAGE sql AS $$
    SELECT id FROM ledger.purse WHERE number = p_number AND account_id = (app.account_of('acc')).id
$$;
SELECT is(admin.freeze_purse(:'session', 'acc', pg_temp.purse(2), 'x', pg_temp.key(42)) ->> 'state', 'frozen', 'a voucher is frozen');
SELECT is(pg_temp.last(), 'freeze ordinary 2 0 hold', 'which the journal notes');
SELECT is(admin.freeze_purse(:'session', 'acc', pg_temp.purse(2), 'x', pg_temp.key(42)) ->> 'state', 'frozen', 'once');
SELECT pg_temp.refuses($$SELECT admin.freeze_purse(pg_temp.session(), 'acc', pg_temp.purse(2), 'x', pg_temp.key(43))$$, 'LG032',
    'not twice');
SELECT is(admin.unfreeze_purse(:'session', 'acc', pg_temp.purse(2), 'x', pg_temp.key(44)) ->> 'state', 'active', 'let go again');
SELECT pg_temp.refuses($$SELECT admin.unfreeze_purse(pg_temp.session(), 'acc', pg_temp.purse(2), 'x', pg_temp.key(45))$$,
    'LG032', 'not twice');
SELECT is((admin.void_purse(:'session', 'acc', pg_temp.purse(2), 'x', pg_temp.key(46))::jsonb) ->> 'state', 'voided', 'voided');
SELECT is(pg_temp.last(), 'adjustment ordinary 2 -500 promotion', 'it holds nothing');
SELECT pg_temp.refuses(format($$SELECT admin.%s_purse(pg_temp.session(), 'acc', pg_temp.purse(2), 'x', pg_temp.key(47))$$, a),
    'LG032', 'a voided voucher is not touched: ' || a) FROM unnest(ARRAY['freeze', 'unfreeze', 'void']) AS a;
SELECT pg_temp.refuses($$SELECT admin.void_purse(pg_temp.session(), 'acc', pg_temp.purse(1), 'x', pg_temp.key(48))$$, 'LG032',
    'nobody voids what was bought');
SELECT pg_temp.refuses($$SELECT admin.void_purse(pg_temp.session(), 'usd', pg_temp.purse(3), 'x', pg_temp.key(48))$$, 'LG031',
    'nor a card by another account');
SELECT pg_temp.refuses($$SELECT admin.freeze_purse(pg_temp.session(), 'acc', NULL, 'x', pg_temp.key(48))$$, 'LG031', 'nor none');

-- Orders: a voucher of 5, cards of 200 and 7, cash of 800
SELECT pg_temp.voucher('acc', 'ordinary', 5, 50, '{"items": ["a"]}'), pg_temp.voucher('acc', 'ordinary', 5, 51),
    pg_temp.voucher('acc', 'full_reduction', 3, 52, '{"min_spend": "300"}');
PREPARE prepay(text, numeric, int) AS SELECT admin.prepay(pg_temp.session(), 'acc', $1, $2, 'x', pg_temp.key($3));
SELECT pg_temp.refuses('EXECUTE prepay(''o1'', 1015.01, 53)', 'LG026', 'an order for more than there is is refused');
SELECT is(admin.prepay(:'session', 'acc', 'o1', 299.99, 'x', pg_temp.key(53)) ->> 'cash', '712.01', 'an order is paid');
SELECT is(pg_temp.last(), 'purchase ordinary 5 -500 prepaid, purchase card 1 -20000 prepaid, purchase card 3 -700 prepaid, '
    'purchase cash -8799 prepaid', 'by purses without a scope whose min_spend is met, then cash');
EXECUTE prepay('o2', 300, 54);
SELECT is(pg_temp.last(), 'purchase full_reduction 6 -300 prepaid, purchase cash -29700 prepaid', 'from an amount on');
SELECT pg_temp.refuses('EXECUTE prepay(NULL, 1, 55)', 'LG005 /order', 'an order has a name');
SELECT pg_temp.refuses(format('EXECUTE prepay(%L, 1, 55)', repeat('x', 100000)), 'LG005 /order', 'of a sensible length');

-- A frozen account
SELECT is((admin.freeze_account(:'session', 'acc', 'fraud', pg_temp.key(60)) ->> 'is_frozen')::boolean, true, 'an account is frozen');
SELECT is(pg_temp.last(), 'freeze cash 0 hold', 'which the journal notes');
SELECT pg_temp.refuses($$SELECT admin.freeze_account(pg_temp.session(), 'acc', 'x', pg_temp.key(61))$$, 'LG027', 'not twice');
SELECT pg_temp.refuses('EXECUTE prepay(''o3'', 1, 62)', 'LG027', 'it pays for no order');
SELECT pg_temp.refuses('EXECUTE buy(''100'', 63, ''owner'')', 'LG027', 'buys no card');
SELECT pg_temp.refuses($$SELECT pg_temp.agree('refund', 'acc', '{"amount": "1", "channel": "offline"}', 64)$$, 'LG027',
    'and gets no refund');
SELECT is(pg_temp.recharge('acc', 1, 65) ->> 'cash', '416.01', 'but money is taken');
SELECT is((admin.unfreeze_account(:'session', 'acc', 'x', pg_temp.key(66)) ->> 'is_frozen')::boolean, false, 'it is let go');
SELECT pg_temp.refuses($$SELECT admin.unfreeze_account(pg_temp.session(), 'acc', 'x', pg_temp.key(67))$$, 'LG032', 'not twice');

-- Codes
SELECT is((pg_temp.agree('voucher_codes', NULL, json_build_object('currency', 'CNY', 'kind', 'full_reduction', 'face', '8',
    'min_spend', '2', 'valid_days', '10', 'items', ARRAY['a'], 'hashes', (SELECT json_agg(encode(sha256(c::bytea), 'hex'))
    FROM unnest(ARRAY['one', 'two', 'three']) AS c)), 70)::jsonb - 'kind')::text, '{"codes": 3, "currency": "CNY"}', 'codes are made');
SELECT pg_temp.refuses($$SELECT pg_temp.agree('voucher_codes', NULL, json_build_object('currency', 'CNY', 'kind', 'ordinary',
    'face', '8', 'hashes', json_build_array(encode(sha256('four'), 'hex'), encode(sha256('one'), 'hex'))), 71)$$,
    'LG011 /payload/hashes', 'none twice');
PREPARE activate(bytea, int) AS SELECT api.activate_voucher(pg_temp.member('finance'), $1, pg_temp.key($2));
SELECT is((api.activate_voucher(pg_temp.member('finance'), sha256('one'), pg_temp.key(72))::jsonb
    - 'purse' - 'operation' - 'recorded_at' - 'created_at' - 'valid_from'), '{"number": 7, "kind": "full_reduction",
    "origin": "activated", "currency": "CNY", "face": "8.00", "balance": "8.00", "available": "8.00", "state": "active",
    "frozen": false, "replaces": null, "expires_at": "2020-03-11T00:00:00Z", "items": ["a"], "min_spend": "2.00"}',
    'a code makes a voucher');
SELECT is(pg_temp.last(), 'activation full_reduction 7 800 promotion', 'from promotion');
EXECUTE activate(sha256('one'), 72);
SELECT is((SELECT count(*) FROM ledger.purse WHERE origin = 'activated'), 1::bigint, 'once');
SELECT pg_temp.refuses('EXECUTE activate(sha256(''one''), 73)', 'LG034 /code', 'and not again');
SELECT pg_temp.refuses('EXECUTE activate(sha256(''five''), 73)', 'LG033 /code', 'no other code does');
SELECT pg_temp.refuses('EXECUTE activate(''\x00'', 73)', 'LG033 /code', 'nor what is none');
SELECT pg_temp.refuses('EXECUTE activate(NULL, 73)', 'LG005 /code', 'nor nothing');

SELECT is_empty('SELECT * FROM pg_temp.broken_invariants()', 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
