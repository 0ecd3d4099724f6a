-- SPDX-License-Identifier: Apache-2.0
-- The daily close: its steps, their order, faults and second tries.
BEGIN;
\ir support.psql
SELECT plan(38);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,logs,true,'], ARRAY['R,a,1,u,CN,CNY,14,1', 'R,a,1,u,INT,CNY,14,2']);
SELECT pg_temp.clock('2015-03-06T12:00:00Z');
SELECT pg_temp.add_site('sh'), pg_temp.add_site('hk', 'Asia/Hong_Kong'),
    pg_temp.add_site('la', 'America/Los_Angeles', 'INT');
SELECT pg_temp.add_account('acc'), pg_temp.add_account('dollar', 'USD');
SELECT pg_temp.add_workspace('sh', 'b', 'acc'), pg_temp.add_workspace('hk', 'a', 'acc'),
    pg_temp.add_workspace('la', 'l', 'acc'), pg_temp.add_workspace('sh', 'odd', 'acc', NULL, '{"logs": "30"}'),
    pg_temp.add_workspace('sh', 'poor', 'dollar');
SELECT admin.create_workspace(:'session', 'sh', 'free', NULL, NULL, NULL, NULL, 'test');

SELECT is(pg_temp.refusal($$SELECT app.close_step('2015-03-06T16:00:00Z', 10)$$), 'LG010',
    'a day that is not over is not closed');
SELECT is(pg_temp.refusal($$SELECT admin.close_step(pg_temp.session(), 'sh', '2015-03-06', 10)$$), 'LG010',
    'not for an operator either');
SELECT pg_temp.clock('2015-03-06T16:14:59Z');
SELECT is(app.due_day_end(), NULL, 'a close is not due before the close delay has passed');
SELECT pg_temp.clock('2015-03-06T16:15:00Z');
SELECT is(app.due_day_end(), '2015-03-06T16:00:00Z'::timestamptz, 'and then it is');
SELECT pg_temp.send('sh', 'b', ARRAY['a 2015-03-06T15:00:00Z 3']),
    pg_temp.send('sh', 'odd', ARRAY['a 2015-03-06T15:00:00Z 3']),
    pg_temp.send('hk', 'a', ARRAY['a 2015-03-06T15:00:00Z 4']),
    pg_temp.send('sh', 'free', ARRAY['a 2015-03-06T15:00:00Z 9']);

PREPARE step AS SELECT concat_ws(' ', step, n, done) FROM app.close_step('2015-03-06T16:00:00Z', 2);
SELECT results_eq('EXECUTE step', ARRAY['begun 2 f'], 'sites whose days end together are closed together');
SELECT is(pg_temp.refusal($$SELECT pg_temp.send('sh', 'b', ARRAY['a 2015-03-06T14:00:00Z 1'])$$),
    'LG009 /records/0/hour', 'from then on no point is taken');
SELECT is(pg_temp.refusal($$
    SELECT admin.bind_workspace(pg_temp.session(), 'sh', 'free', 'acc', '2015-03-06', NULL, 'x')$$),
    'LG009 /from', 'nor a workspace bound on it');
SELECT is((admin.bind_workspace(:'session', 'sh', 'free', 'acc', NULL, NULL, 'x') ->> 'bound_from')::date, '2015-03-07',
    'but on the day that runs');
SELECT results_eq('EXECUTE step', ARRAY['rated 2 f'], 'workspaces are rated in batches');
SELECT results_eq('EXECUTE step', ARRAY['rated 2 f'], 'until none is left');
SELECT is((SELECT count(*) FROM billing.bill), 2::bigint, 'two have bills');
SELECT is((SELECT count(*) FROM billing.settlement), 0::bigint, 'rated, not yet settled');
SELECT results_eq('EXECUTE step', ARRAY['settled 1 f'], 'then accounts are settled');
SELECT results_eq('EXECUTE step', ARRAY['closed 2 t'], 'and the days are closed');
SELECT is(pg_temp.refusal('EXECUTE step'), 'LG009', 'a closed day end is not closed again');
SELECT is((SELECT string_agg(w.code || e.amount, ' ' ORDER BY e.seq) FROM ledger.entry AS e
    JOIN billing.bill AS b ON b.id = e.bill_id JOIN account.workspace AS w ON w.id = b.workspace_id),
    'a-400 b-300', 'bills of an account are settled by workspace id');
SELECT is((SELECT count(*) FROM billing.close_fault WHERE resolved_at IS NULL), 2::bigint,
    'two workspaces were stopped');
SELECT is((SELECT json_agg(i -> 'faults') ->> 0
    FROM json_array_elements(admin.list_closes(:'session', 'sh') -> 'items') AS i)::jsonb,
    '[{"workspace": "odd", "step": "rating", "detail": "a has no price for a retention of 30 days"},
      {"workspace": "poor", "step": "rating", "detail": "no price list of region CN in USD is in force"}]',
    'the list says why');

SELECT pg_temp.clock('2015-03-07T09:00:00Z');
SELECT is(pg_temp.refusal($$SELECT app.close_step('2015-03-07T16:00:00Z', 2)$$), 'LG010', 'the next day is not over');
SELECT is(pg_temp.close_all(), ARRAY['begun', 'rated', 'settled', 'closed'], 'days close in order of their ends');

PREPARE again AS SELECT concat_ws(' ', step, n, done, already)
    FROM admin.close_step(:'session', 'sh', '2015-03-06', 10);
SELECT results_eq('EXECUTE again', ARRAY['retried 2 t t'], 'closing a closed day tries its faults again');
SELECT is((SELECT count(*) FROM billing.close_fault WHERE resolved_at IS NULL), 2::bigint,
    'whose causes are still there');
SELECT admin.set_workspace(:'session', 'sh', 'odd', NULL, NULL, '{"logs": "14"}', '2015-03-06', 'mended');
SELECT results_eq('EXECUTE again', ARRAY['retried 2 t t'], 'and once a cause is mended');
SELECT is((SELECT b.total FROM billing.bill AS b JOIN account.workspace AS w ON w.id = b.workspace_id
    JOIN billing.settlement AS s ON s.bill_id = b.id WHERE w.code = 'odd' AND b.day = '2015-03-06'),
    300::bigint, 'the bill is made and settled');
SELECT is((SELECT count(*) FROM billing.close_fault WHERE resolved_at IS NULL), 1::bigint, 'the other stays');
SELECT is((SELECT faults FROM admin.close_step(:'session', 'sh', '2015-03-06', 10)), 1, 'and the close says so');
SELECT is(pg_temp.refusal($$SELECT admin.set_workspace(pg_temp.session(), 'sh', 'odd', NULL, NULL, '{"logs": "7"}',
    '2015-03-06', 'x')$$), 'LG009 /from', 'what a bill was made with is not changed afterwards');

SELECT pg_temp.clock('2015-03-09T08:00:00Z');
SELECT is(pg_temp.refusal($$SELECT app.close_step('2015-03-08T08:00:00Z', 2)$$), 'LG022',
    'a later day end waits for the earlier ones');
SELECT pg_temp.send('la', 'l', ARRAY(
    SELECT format('a %s 1', to_char(h AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:00:00"Z"'))
    FROM generate_series(timestamptz '2015-03-08T00:00:00Z', '2015-03-09T07:00:00Z', interval '1 hour') AS h));
SELECT pg_temp.close_all();
SELECT is((SELECT string_agg(l.quantity::int::text, ' ' ORDER BY b.day) FROM billing.bill AS b
    JOIN billing.bill_line AS l ON l.bill_id = b.id WHERE b.workspace_id = (app.workspace_of('la', 'l')).id),
    '8 23', 'the day daylight saving begins has 23 hours and loses none');

-- The money of one account cannot move: the others are settled.
SELECT pg_temp.add_account('ahead');
SELECT pg_temp.add_workspace('hk', 'z', 'ahead'), pg_temp.clock('2015-03-10T17:00:00Z');
UPDATE ledger.account SET last_at = app.clock() + interval '1 hour' WHERE account_id = (app.account_of('ahead')).id;
SELECT pg_temp.send('hk', 'z', ARRAY['a 2015-03-09T16:00:00Z 1']);
SELECT pg_temp.close_all();
SELECT is((SELECT step || ' ' || left(detail, 5) FROM billing.close_fault AS f
    JOIN account.workspace AS w ON w.id = f.workspace_id WHERE w.code = 'z' AND f.day = '2015-03-10'),
    'settlement LG016', 'a bill that can''t be settled is a fault of its own');
UPDATE ledger.account SET last_at = app.clock() WHERE account_id = (app.account_of('ahead')).id;
SELECT results_eq($$SELECT concat_ws(' ', step, n) FROM admin.close_step(pg_temp.session(), 'hk', '2015-03-10', 10)$$,
    ARRAY['retried 1'], 'closing again settles it');
SELECT is((SELECT arrears::bigint FROM ledger.account WHERE account_id = (app.account_of('ahead')).id), 100::bigint,
    'with what it comes to');

-- One account whose rows break a statement for all: it is found and left out.
SELECT pg_temp.clock('2015-03-11T17:00:00Z');
CREATE FUNCTION pg_temp.break() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_ARGV[0] = 'bill' AND to_jsonb(new) ->> 'workspace_id' = (app.workspace_of('hk', 'a')).id::text)
        OR (TG_ARGV[0] = 'entry' AND to_jsonb(new) ->> 'account_id' = (app.account_of('ahead')).id::text)
    THEN
        RAISE division_by_zero;
    END IF;
    RETURN new;
END
$$;
SELECT pg_temp.send('hk', 'z', ARRAY['a 2015-03-10T16:00:00Z 1']), pg_temp.send('hk', 'a', ARRAY['a 2015-03-10T16:00:00Z 1']),
    pg_temp.send('sh', 'b', ARRAY['a 2015-03-10T16:00:00Z 1']);
CREATE TRIGGER break BEFORE INSERT ON billing.bill FOR EACH ROW EXECUTE FUNCTION pg_temp.break('bill');
CREATE TRIGGER break BEFORE INSERT ON ledger.entry FOR EACH ROW EXECUTE FUNCTION pg_temp.break('entry');
SELECT pg_temp.close_all();
SELECT is((SELECT string_agg(w.code || ' ' || f.step, ', ' ORDER BY w.code) FROM billing.close_fault AS f
    JOIN account.workspace AS w ON w.id = f.workspace_id WHERE f.day = '2015-03-11' AND f.detail LIKE '22012%'),
    'a rating, z settlement', 'a workspace that breaks the rating of all, or an account the settlement, is found and noted');
SELECT is((SELECT count(*) FROM billing.settlement AS s JOIN billing.bill AS b ON b.id = s.bill_id
    WHERE b.day = '2015-03-11' AND b.workspace_id = (app.workspace_of('sh', 'b')).id), 1::bigint, 'the others are settled');
DROP TRIGGER break ON billing.bill;
DROP TRIGGER break ON ledger.entry;
SELECT is((SELECT faults FROM admin.close_step(:'session', 'sh', '2015-03-11', 10)) > 0, true, 'closing again');
SELECT is((SELECT count(*) FROM billing.settlement AS s JOIN billing.bill AS b ON b.id = s.bill_id
    WHERE b.day = '2015-03-11' AND b.workspace_id IN ((app.workspace_of('hk', 'a')).id, (app.workspace_of('hk', 'z')).id)),
    2::bigint, 'settles them too');

SELECT throws_ok($$INSERT INTO billing.workspace_day SELECT workspace_id, day, run, account_id, gen_random_uuid()
    FROM billing.workspace_day LIMIT 1$$, '23505', NULL, 'a workspace-day is claimed once');
SELECT is_empty($$SELECT * FROM pg_temp.broken_invariants() WHERE n <> 3$$, 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
