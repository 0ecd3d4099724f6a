-- SPDX-License-Identifier: Apache-2.0
BEGIN ISOLATION LEVEL REPEATABLE READ;
\ir support.psql
SELECT plan(1);
SELECT pg_temp.add_account('acc');
SELECT is(pg_temp.refusal($$SELECT pg_temp.recharge('acc', 1, 2)$$),
    'LG020', 'money moves under READ COMMITTED only');

SELECT * FROM finish();
ROLLBACK;
