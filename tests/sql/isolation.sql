-- SPDX-License-Identifier: Apache-2.0
BEGIN ISOLATION LEVEL REPEATABLE READ;
\ir support.psql
SELECT plan(1);
SELECT pg_temp.add_account('acc');
SELECT is(pg_temp.refusal($$SELECT admin.recharge(pg_temp.session(), 'acc', 1, 'offline', 'x', pg_temp.key(2))$$),
    'LG020', 'money moves under READ COMMITTED only');

SELECT * FROM finish();
ROLLBACK;
