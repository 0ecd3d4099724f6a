-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir support.psql
SELECT plan(17);

SELECT pg_temp.clock('2015-02-27T00:00:00Z');
SELECT is(pg_temp.add_site('la', 'America/Los_Angeles', 'INT') ->> 'first_day', '2015-02-26',
    'the first day is the local day of the clock');
SELECT is(pg_temp.add_site('sh') ->> 'first_day', '2015-02-27', 'in each zone its own');
SELECT is(pg_temp.add_site('sh') ->> 'created', 'false', 'the same site again changes nothing');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_site('sh', 'Asia/Tokyo')$$), 'LG011', 'with other values it is refused');
SELECT is(pg_temp.refusal($$SELECT admin.add_site_credential(pg_temp.session(), 'sh', sha256('la'), 'x')$$), 'LG011',
    'a credential is of one site');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_site('x', 'Mars/Olympus')$$), 'LG005 /zone', 'a zone must exist');

SELECT app.set_clock('2015-03-10T00:00:00Z');
SELECT is((SELECT ends_at - starts_at FROM metering.site_day WHERE day = '2015-03-08'
        AND site_id = (app.site_of('la')).id), interval '23 hours', 'the day daylight saving begins has 23 hours');
SELECT is((SELECT (starts_at, ends_at)::text FROM metering.site_day WHERE day = '2015-03-08'
        AND site_id = (app.site_of('la')).id),
    (timestamptz '2015-03-08T08:00:00Z', timestamptz '2015-03-09T07:00:00Z')::text,
    'from local midnight to local midnight');
SELECT is_empty($$SELECT * FROM pg_temp.broken_invariants()$$, 'days adjoin');
SELECT cmp_ok((SELECT max(ends_at) FROM metering.site_day WHERE site_id = (app.site_of('sh')).id), '>',
    app.clock() + interval '2 hours', 'days reach ahead of the clock');

SELECT throws_ok($$UPDATE metering.site_day SET ends_at = ends_at + interval '1 hour'$$, 'LG021', NULL,
    'a day is not cut again');
SELECT throws_ok($$DELETE FROM metering.site_day$$, 'LG021', NULL, 'nor taken away');

SELECT pg_temp.clock('2011-12-28T12:00:00Z');
SELECT pg_temp.add_site('apia', 'Pacific/Apia', 'INT');
SELECT pg_temp.clock('2012-01-02T00:00:00Z');
SELECT app.ensure_site_days((app.site_of('apia')).id);
SELECT is((SELECT ends_at - starts_at FROM metering.site_day WHERE day = '2011-12-30'
        AND site_id = (app.site_of('apia')).id), interval '0', 'a date that the zone skipped has no length');
SELECT is((SELECT sum(ends_at - starts_at) FROM metering.site_day WHERE day BETWEEN '2011-12-28' AND '2011-12-31'
        AND site_id = (app.site_of('apia')).id), interval '72 hours', 'and no hour is lost around it');

-- Where days end at half past, the hour that began before midnight ends after it.
SELECT pg_temp.clock('2020-03-01T18:00:00Z');
SELECT pg_temp.add_site('delhi', 'Asia/Kolkata', 'INT');
UPDATE metering.site_day SET closing_at = starts_at, closed_at = starts_at WHERE site_id <> (app.site_of('delhi')).id;
SELECT pg_temp.clock('2020-03-01T19:14:59Z');
SELECT is(app.due_day_end(), NULL, 'the close of a day that ends at half past waits for its last hour');
SELECT pg_temp.clock('2020-03-01T19:15:00Z');
SELECT is(app.due_day_end(), '2020-03-01T18:30:00Z'::timestamptz, 'to end');
SET LOCAL timezone = 'Asia/Kolkata';
SELECT is(app.due_day_end(), '2020-03-01T18:30:00Z'::timestamptz, 'whatever the time zone of the session');

SELECT * FROM finish();
ROLLBACK;
