-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir support.psql
SELECT plan(10);

SELECT lives_ok($$SELECT app.set_clock('2020-03-01T00:00:05Z')$$, 'a settable clock moves forward');
SELECT is(app.clock(), '2020-03-01T00:00:05Z'::timestamptz, 'and stands there');
SELECT lives_ok($$SELECT app.set_clock('2020-03-01T00:00:05Z')$$, 'setting it where it stands is accepted');
SELECT is(pg_temp.refusal($$SELECT app.set_clock('2020-03-01T00:00:04Z')$$), 'LG013', 'backwards is refused');
SELECT is(pg_temp.refusal($$SELECT app.set_clock('infinity')$$), 'LG005 /instant', 'infinity is refused');
SELECT is(app.clock_json() ->> 'settable', 'true', 'the answer says that it is settable');

UPDATE ops.deployment SET settable_clock = false;
SELECT is(pg_temp.refusal($$SELECT app.set_clock('2030-01-01T00:00:00Z')$$), 'LG012',
    'any other clock is not settable');
SELECT cmp_ok(abs(extract(epoch FROM app.clock() - clock_timestamp())), '<', 1::numeric,
    'and keeps real time, even where somebody has put a row');

SELECT is((SELECT string_agg(concat_ws(' ', before, after), ', ') FROM ops.audit WHERE action = 'set_clock'),
    '"2020-03-01T00:00:00Z" "2020-03-01T00:00:05Z"', 'the audit log has each move once');
SET LOCAL ROLE bc_owner;
SELECT is(pg_temp.refusal('DROP TABLE ops.deployment CASCADE'), '42501', 'the owner can''t drop what says so');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
