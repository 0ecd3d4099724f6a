-- SPDX-License-Identifier: Apache-2.0
-- The queue: leases, attempts, the scheduler.
BEGIN;
\ir support.psql
SELECT plan(23);

SELECT pg_temp.add_site('s'), pg_temp.add_account('acc'), pg_temp.add_workspace('s', 'w', 'acc');
SELECT pg_temp.clock('2020-03-03T17:00:00Z');
SAVEPOINT three;
UPDATE ops.setting SET close_sessions = 3;
SELECT is(jobs.tick() ->> 'queued', '3', 'a close has as many jobs as sessions shall work on it');
ROLLBACK TO three;
UPDATE ops.setting SET close_sessions = 1;
SELECT is(jobs.tick() ->> 'queued', '1', 'the scheduler queues the close that is due');
SELECT is(jobs.tick() ->> 'queued', '0', 'once');
SELECT is((SELECT payload ->> 'ends_at' FROM ops.job), '2020-03-01T16:00:00Z', 'the earliest day end first');
SELECT ok(to_regclass('metering.usage_point_20200602') IS NOT NULL
    AND to_regclass('billing.bill_line_20200601') IS NOT NULL, 'partitions reach three months ahead');
SELECT ok(EXISTS (SELECT FROM metering.site_day WHERE ends_at > app.clock() + interval '2 hours'),
    'days are cut ahead of the clock');
SELECT throws_ok('TRUNCATE metering.usage_point_20200602', 'LG021', NULL, 'a partition is protected too');

SELECT id AS job, kind, attempts FROM jobs.claim('one', 5, 10) \gset
SELECT is(:'kind'::text, 'close', 'a worker leases it');
SELECT is(:attempts, 1, 'and the attempt is counted before the work');
SELECT is_empty($$SELECT * FROM jobs.claim('two', 5, 10)$$, 'nobody else gets it');
SELECT is(jobs.finish(:job, 'two'), false, 'nor can end it');
SELECT is(pg_temp.refusal(format('SELECT * FROM jobs.close_step(%s, %L, 10, 100)', :job, 'two')), 'LG022',
    'nor do its steps');
SELECT is((SELECT string_agg(x.step, ' ' ORDER BY n) FROM generate_series(1, 3) AS n
    CROSS JOIN LATERAL (SELECT n AS k, s.step FROM jobs.close_step(:job + n - n, 'one', 10, 100) AS s) AS x),
    'begun rated closed', 'its worker does');
SELECT is((SELECT done FROM jobs.close_step(:job, 'one', 10, 100)), true, 'a day end that is closed already is done');
SELECT is((SELECT last_error FROM ops.job WHERE id = :job), 'w: no price list of region CN in CNY is in force',
    'and the job shows what stopped single workspaces');
SELECT is(jobs.finish(:job, 'one'), true, 'its worker ends it');
SELECT is(jobs.tick() ->> 'queued', '1', 'then the next day end is queued');
SELECT id AS job FROM jobs.claim('one', 5, 10) \gset
UPDATE ops.job SET locked_until = clock_timestamp() - interval '1 second' WHERE id = :job;
SELECT is((SELECT attempts FROM jobs.claim('two', 5, 10)), 2, 'a lease that ran out is anyone''s');
SELECT is(jobs.fail(:job, 'one', 'too late', 5), false, 'and no longer its first holder''s');
SELECT is(jobs.fail(:job, 'two', 'the reason', 5), true, 'a failed attempt is given back');
SELECT is_empty($$SELECT * FROM jobs.claim('one', 5, 10)$$, 'to wait');
SELECT is((SELECT last_error FROM ops.job WHERE id = :job), 'the reason', 'with its reason shown');
UPDATE ops.job SET run_at = clock_timestamp(), max_attempts = 3 WHERE id = :job;
SELECT id FROM jobs.claim('one', 1, 10) \gset
SELECT jobs.fail(:job, 'one', 'again', 0);
SELECT is((SELECT dead_at IS NOT NULL AND NOT EXISTS (SELECT FROM jobs.claim('one', 5, 10)) FROM ops.job
    WHERE id = :job), true, 'after the last try it is dead, shown and left alone');

SELECT * FROM finish();
ROLLBACK;
