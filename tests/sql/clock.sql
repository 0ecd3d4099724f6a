-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir support.psql
SELECT plan(8);

SELECT lives_ok($$SELECT app.set_clock('2020-03-01T00:00:05Z')$$, 'a settable clock moves forward');
SELECT is(app.clock(), '2020-03-01T00:00:05Z'::timestamptz, 'and stands there');
SELECT lives_ok($$SELECT app.set_clock('2020-03-01T00:00:05Z')$$, 'setting it where it stands is accepted');
SELECT is(pg_temp.refusal($$SELECT app.set_clock('2020-03-01T00:00:04Z')$$), 'LG013', 'backwards is refused');
SELECT is(pg_temp.refusal($$SELECT app.set_clock('infinity')$$), 'LG005 /instant', 'infinity is refused');
SELECT is(app.clock_json() ->> 'settable', 'true', 'the answer says that it is settable');

DELETE FROM ops.clock;
UPDATE ops.deployment SET settable_clock = false;
SELECT is(pg_temp.refusal($$SELECT app.set_clock('2030-01-01T00:00:00Z')$$), 'LG012',
    'any other clock is not settable');
SELECT cmp_ok(app.clock() - clock_timestamp(), '<', interval '1 second', 'and keeps real time');

SELECT * FROM finish();
ROLLBACK;
