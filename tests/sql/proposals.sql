-- SPDX-License-Identifier: Apache-2.0
-- What one operator proposes and another decides.
BEGIN;
\ir support.psql
SELECT plan(49);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,'], ARRAY['R,a,1,u,CN,CNY,,1']);
SELECT pg_temp.add_account('acc') AS account, pg_temp.add_account('other') AS other \gset
-- Counts and sums of everything an operation could touch.
CREATE FUNCTION pg_temp.tables() RETURNS text LANGUAGE sql AS $$
    SELECT md5(concat((SELECT json_agg(x ORDER BY account_id) FROM ledger.account AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.purse AS x),
        (SELECT json_agg(x ORDER BY account_id, seq) FROM ledger.entry AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.operation AS x),
        (SELECT json_agg(x ORDER BY account_id, number) FROM ledger.hold AS x),
        (SELECT json_agg(x ORDER BY hash) FROM ledger.voucher_code AS x),
        (SELECT json_agg(x ORDER BY id) FROM ops.proposal AS x),
        (SELECT json_agg(x ORDER BY id) FROM ops.audit AS x)))
$$;

SELECT pg_temp.tables() AS before \gset
SELECT pg_temp.propose('recharge', 'acc', '{"amount": "5.00", "channel": "offline"}', 1) ->> 'proposal' AS first \gset
SELECT is((SELECT count(*) FROM ledger.operation), 0::bigint, 'what is proposed does not take place yet');
SELECT is((admin.get_proposal(:'session', :'first')::jsonb - 'proposal'), '{"kind": "recharge", "account": "acc",
    "payload": {"amount": "5.00", "channel": "offline"}, "reason": "test", "state": "proposed",
    "proposed_by": "tester", "proposed_at": "2020-03-01T00:00:00Z", "expires_at": "2020-03-08T00:00:00Z",
    "decided_by": null, "decided_at": null, "decision_reason": null, "result": null}', 'it waits for 7 days');
SELECT is(pg_temp.propose('recharge', 'acc', '{"channel": "offline", "amount": "5.00"}', 1) ->> 'proposal', :'first',
    'the same key gives the same proposal');
SELECT is(pg_temp.refusal($$SELECT pg_temp.propose('recharge', 'acc', '{"amount": "6", "channel": "offline"}', 1)$$),
    'LG003', 'the key for something else is refused');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'session', :'first', 'me')), 'LG030',
    'nobody approves what they proposed');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'second', :'first', ' ')), 'LG005 /reason',
    'a decision has a reason');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, gen_random_uuid(), %L)', :'second', 'x')), 'LG028',
    'and a proposal');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, NULL, %L)', :'second', 'x')), 'LG028', 'not none');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(gen_random_uuid(), %L, %L)', :'first', 'x')), 'LG001',
    'and a session');
SELECT is((admin.approve(:'second', :'first', 'seen') -> 'result' ->> 'cash'), '5.00', 'approved, it takes place');
SELECT is((SELECT actor || ' ' || reason || ' ' || request_key FROM ledger.operation), 'second test ' || :'first',
    'once, with the proposal as its key');
SELECT is((admin.approve(:'second', :'first', 'again') ->> 'decision_reason'), 'seen',
    'approved again by the same operator it answers the same');
SELECT is((SELECT count(*) FROM ledger.operation), 1::bigint, 'and nothing happens twice');
SELECT is(pg_temp.refusal(format('SELECT admin.reject(%L, %L, %L)', :'session', :'first', 'no')), 'LG029',
    'what is approved is not rejected');
SELECT admin.open_session('third') AS third \gset
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'third', :'first', 'x')), 'LG029',
    'nor approved by another');

-- Rejected, taken back, expired.
SELECT pg_temp.propose('recharge', 'acc', '{"amount": "7.00", "channel": "offline"}', n) FROM generate_series(2, 4) AS n;
SELECT (SELECT id FROM ops.proposal WHERE request_key = pg_temp.key(2)) AS p2,
    (SELECT id FROM ops.proposal WHERE request_key = pg_temp.key(3)) AS p3,
    (SELECT id FROM ops.proposal WHERE request_key = pg_temp.key(4)) AS p4 \gset
SELECT is(admin.reject(:'second', :'p2', 'no') ->> 'state', 'rejected', 'another operator rejects it');
SELECT is(admin.reject(:'session', :'p3', 'a mistake') ->> 'state', 'rejected', 'who proposed it may take it back');
SELECT is(admin.reject(:'session', :'p3', 'again') ->> 'decision_reason', 'a mistake', 'as often as they like');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'second', :'p3', 'x')), 'LG029',
    'and then it is not approved');
SELECT pg_temp.clock('2020-03-07T23:59:59.999999Z');
SELECT is(admin.get_proposal(:'session', :'p4') ->> 'state', 'proposed', 'it waits to the last microsecond');
SELECT pg_temp.clock('2020-03-08T00:00:00Z');
SELECT is(admin.get_proposal(:'session', :'p4') ->> 'state', 'expired', 'and has expired');
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'second', :'p4', 'x')), 'LG029',
    'expired, it is not approved');
SELECT is((SELECT state FROM ops.proposal WHERE id = :'p4'), 'proposed', 'noted or not');
SELECT jobs.tick();
SELECT is((SELECT state FROM ops.proposal WHERE id = :'p4'), 'expired', 'the tick notes it');
SELECT is(pg_temp.refusal(format('SELECT admin.reject(%L, %L, %L)', :'second', :'p4', 'x')), 'LG029', 'for good');

-- Nobody approves what is done to their own account.
SELECT admin.create_operator(:'session', 'member', 'Boss@Example.com', 'test');
SELECT admin.open_session('member') AS member \gset
INSERT INTO identity.member (account_id, name, role, password_hash) VALUES (:'account', 'Boss', 'viewer', '$argon2id$x');
INSERT INTO identity.login SELECT 'boss@example.com', account_id, id FROM identity.member;
SELECT pg_temp.propose('recharge', 'acc', '{"amount": "1", "channel": "offline"}', 5) ->> 'proposal' AS p5,
    pg_temp.propose('recharge', 'other', '{"amount": "1", "channel": "offline"}', 6) ->> 'proposal' AS p6 \gset
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'member', :'p5', 'x')), 'LG030',
    'a member of the account approves nothing about it');
SELECT is(admin.approve(:'member', :'p6', 'x') ->> 'state', 'approved', 'but about others');

-- The rules are checked when it is approved.
SELECT pg_temp.propose('refund', 'acc', '{"amount": "5.00", "channel": "offline"}', 7) ->> 'proposal' AS p7,
    pg_temp.propose('refund', 'acc', '{"amount": "1.00", "channel": "offline"}', 8) ->> 'proposal' AS p8 \gset
SELECT is(admin.approve(:'second', :'p7', 'x') -> 'result' ->> 'cash', '0.00', 'a refund of all cash');
SELECT pg_temp.tables() AS before \gset
SELECT is(pg_temp.refusal(format('SELECT admin.approve(%L, %L, %L)', :'second', :'p8', 'x')), 'LG026',
    'and then there is none left for the other');
SELECT is(pg_temp.tables(), :'before', 'which leaves everything as it was');

-- What can't be done is not proposed.
SELECT is(pg_temp.refusal(format($$SELECT admin.propose(pg_temp.session(), %L, %L, %L, 'x', pg_temp.key(99))$$,
    kind, CASE WHEN kind = 'voucher_codes' THEN NULL ELSE 'acc' END, payload)), refusal, kind || ' ' || coalesce(payload, 'NULL'))
FROM (VALUES
    ('refund', '{"amount": "5.00", "channel": "offline"}', 'LG026'),
    ('recharge', '{"amount": 5, "channel": "offline"}', 'LG005 /payload/amount'),
    ('recharge', '{"amount": "5", "channel": "offline", "note": "x"}', 'LG005 /payload/note'),
    ('recharge', '[]', 'LG005 /payload'),
    ('recharge', NULL, 'LG005 /payload'),
    ('recharge', '{"amount": "1e3", "channel": "offline"}', 'LG004 /payload/amount'),
    ('recharge', '{"amount": "\u0000", "channel": "offline"}', 'LG005 /payload'),
    ('adjustment', '{"amount": "0"}', 'LG004 /payload/amount'),
    ('adjustment', '{"amount": "-0.01"}', 'LG026'),
    ('release', '{"hold": "1"}', 'LG036'),
    ('correction', '{"bill": "x", "lines": []}', 'LG005 /payload/bill'),
    ('voucher_codes', '{"currency": "CNY", "kind": "ordinary", "face": "5", "hashes": ["xy"]}', 'LG005 /payload/hashes'),
    ('voucher_codes', '{"currency": "CNY", "kind": "ordinary", "face": "5", "hashes": [1]}', 'LG005 /payload/hashes'),
    ('card_grant', '{"face": "5", "min_spend": "1"}', 'LG005 /payload/min_spend'))
    AS t (kind, payload, refusal);
SELECT is(pg_temp.refusal($$SELECT pg_temp.propose('gift', 'acc', '{}', 99)$$), 'LG005 /kind', 'kinds are known');
SELECT is(pg_temp.tables(), :'before', 'refusals leave everything as it was');

WITH RECURSIVE page AS (
    SELECT admin.list_proposals(pg_temp.session(), NULL, 'acc', NULL, 2) AS answer
    UNION ALL
    SELECT admin.list_proposals(pg_temp.session(), NULL, 'acc', answer ->> 'next_cursor', 2) FROM page
    WHERE answer ->> 'next_cursor' IS NOT NULL)
SELECT is((SELECT count(DISTINCT i ->> 'proposal') || ' ' || count(*)
    FROM page CROSS JOIN json_array_elements(answer -> 'items') AS i), '7 7', 'pages of proposals tile the list');
SELECT is(json_array_length(admin.list_proposals(:'session', 'proposed', 'acc', NULL, NULL) -> 'items'), 2, 'by state');
SELECT is_empty('SELECT * FROM pg_temp.broken_invariants()', 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
