-- SPDX-License-Identifier: Apache-2.0
-- The sweep of expired purses: when it may, what it books, and that bills of before come first.
BEGIN;
\ir support.psql
SELECT plan(25);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,logs,true,'], ARRAY['R,a,1,u,CN,CNY,14,1']);
SELECT pg_temp.clock('2020-03-01T12:00:00Z');
SELECT pg_temp.add_site('s', 'UTC'), pg_temp.add_account('acc'), pg_temp.add_account('other'),
    pg_temp.add_workspace('s', 'w', 'acc', '2020-03-01');
SELECT pg_temp.voucher('acc', 'ordinary', 5, 1, '{"expires_at": "2020-03-02T00:00:00Z"}'),
    pg_temp.voucher('acc', 'ordinary', 7, 2, '{"expires_at": "2020-03-02T00:00:00.000001Z"}'),
    pg_temp.card('acc', 9, 3), pg_temp.card('other', 9, 4, '{"expires_at": "2020-03-01T13:00:00Z"}');
CREATE FUNCTION pg_temp.swept() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', a.code, e.source, e.purse, e.amount, e.contra), ', ' ORDER BY e.recorded_at, a.code, e.seq)
    FROM ledger.entry AS e JOIN account.account AS a ON a.id = e.account_id WHERE e.kind = 'expiry'
$$;
CREATE FUNCTION pg_temp.jobs() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(kind, ' ' ORDER BY id) FROM ops.job WHERE done_at IS NULL
$$;

SELECT is(app.sweep_accounts(100), 0, 'nothing has expired');
SELECT is((jobs.tick() ->> 'queued'), '0', 'and no sweep is queued');
SELECT pg_temp.clock('2020-03-01T13:00:00Z');
SELECT is((jobs.tick() ->> 'queued'), '1', 'at an expiry a sweep is queued');
SELECT is((jobs.tick() ->> 'queued'), '0', 'once');
SELECT is(pg_temp.jobs(), 'sweep', 'one job');
SELECT id AS job FROM jobs.claim('w1', 1, 60) \gset
SELECT is(pg_temp.refusal(format('SELECT jobs.sweep_step(%s, %L, 60, 10)', :job, 'w2')), 'LG022', 'of one worker');
SELECT results_eq(format('SELECT * FROM jobs.sweep_step(%s, %L, 60, 10)', :job, 'w1'), 'SELECT 1, false', 'it books out');
SELECT results_eq(format('SELECT * FROM jobs.sweep_step(%s, %L, 60, 10)', :job, 'w1'), 'SELECT 0, true', 'until it is done');
SELECT is(jobs.finish(:job, 'w1'), true, 'and ends');
SELECT is(pg_temp.swept(), 'other card 1 -900 breakage', 'what expired inside the day is breakage');
SELECT is((SELECT actor || ' ' || kind FROM ledger.operation WHERE request_key IS NULL), 'system expiry', 'by the system');
SELECT is((SELECT balance || ' ' || is_over || ' ' || app.purse_state(u, app.clock()) FROM ledger.purse AS u
    WHERE account_id = (app.account_of('other')).id), '0 true expired', 'the card is over');

-- The vouchers are valid to the end of the day: its bill may still need them.
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-01T13:00:00Z 4']);
SELECT pg_temp.clock('2020-03-02T05:00:00Z');
SELECT is(app.sweep_accounts(100), 0, 'the sweep waits for the close of the day');
SELECT (app.close_step('2020-03-02T00:00:00Z', 10)).step, (app.close_step('2020-03-02T00:00:00Z', 10)).step;
SELECT is(app.sweep_accounts(100), 0, 'to its end');
SELECT pg_temp.close_all();
SELECT is((SELECT string_agg(source || purse || amount, ' ') FROM ledger.entry WHERE kind = 'deduction'), 'ordinary1-400',
    'the bill was paid by the voucher that expires at the end of its day');
SELECT is(app.sweep_accounts(100), 1, 'then both are swept');
SELECT is(pg_temp.swept(), 'other card 1 -900 breakage, acc ordinary 1 -100 breakage, acc ordinary 2 -700 breakage',
    'the earlier one first');
SELECT is(app.sweep_accounts(100), 0, 'once');

-- A fault of a workspace keeps the purses of its account.
SELECT pg_temp.voucher('acc', 'ordinary', 6, 5, '{"expires_at": "2020-03-03T00:00:00Z"}'),
    pg_temp.card('other', 6, 6, '{"expires_at": "2020-03-03T00:00:00Z"}');
SELECT admin.set_workspace(:'session', 's', 'w', NULL, NULL, '{"logs": "30"}', '2020-03-02', 'test');
SELECT pg_temp.clock('2020-03-02T13:00:00Z');
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-03-02T13:00:00Z 2']);
SELECT pg_temp.clock('2020-03-03T05:00:00Z');
SELECT pg_temp.close_all();
SELECT is(app.sweep_accounts(100), 1, 'of two accounts one is swept');
SELECT is((SELECT is_over FROM ledger.purse WHERE account_id = (app.account_of('acc')).id AND number = 4), false,
    'the other has a workspace whose bill is not made');
SELECT is(app.sweep_accounts(100), 0, 'which doesn''t keep the sweep busy');
SELECT admin.set_workspace(:'session', 's', 'w', NULL, NULL, '{"logs": "14"}', '2020-03-02', 'mended');
SELECT admin.close_step(:'session', 's', '2020-03-02', 10);
SELECT is((SELECT string_agg(source || purse || amount, ' ' ORDER BY seq) FROM ledger.entry WHERE kind = 'deduction'),
    'ordinary1-400 ordinary4-200', 'mended, its bill is paid by what was valid');
SELECT is((jobs.tick() ->> 'queued'), '1', 'and the next sweep queued');
SELECT is(app.sweep_accounts(100), 1, 'books the rest');
SELECT is_empty('SELECT * FROM pg_temp.broken_invariants()', 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
