-- SPDX-License-Identifier: Apache-2.0
-- Rounding: round once, give the total to the lines (product rule 3.2).
BEGIN;
\ir support.psql
SELECT plan(12);

SELECT is(app.round_total('CNY', 0.005), 1::bigint, 'half a minor unit rounds away from zero');
SELECT is(app.round_total('CNY', -0.005), -1::bigint, 'on both sides');
SELECT is(app.charges('CNY', '{0.005,0.005}'), '{1,0}'::bigint[], 'ties of the fraction go to the lower line');
SELECT is(app.charges('CNY', '{0.004,0.008,0.006}'), '{0,1,1}'::bigint[], 'missing units go to the largest fractions');
SELECT is(app.charges('CNY', '{-0.004,-0.008,-0.006}'), '{0,-1,-1}'::bigint[], 'a negative bill is the mirror');
SELECT is(app.charges('CNY', '{}'), '{}'::bigint[], 'a bill without lines has no charges');
SELECT is(app.money('USD', -12305), '-123.05', 'minor units as text');
SELECT is(app.money('CNY', 9223372036854775807), '92233720368547758.07', 'the largest too, to the last cent');

CREATE TEMP TABLE sample AS
SELECT n, array_agg((random() * CASE WHEN n % 3 = 0 THEN 0.02 ELSE 900 END)::numeric(20, 6)) AS exact
FROM generate_series(1, 2000) AS n CROSS JOIN LATERAL generate_series(1, 1 + n % 9)
GROUP BY n;
SELECT is_empty($$
    SELECT * FROM sample WHERE (SELECT sum(c) FROM unnest(app.charges('CNY', exact)) AS c)
        <> app.round_total('CNY', (SELECT sum(e) FROM unnest(exact) AS e))$$, 'charges add up to the total');
SELECT is_empty($$
    SELECT * FROM sample WHERE EXISTS (SELECT FROM unnest(exact, app.charges('CNY', exact)) AS u (e, c)
        WHERE abs(e * 100 - c) >= 1)$$, 'each within one minor unit of its exact amount');
SELECT is_empty($$
    SELECT * FROM sample WHERE app.charges('CNY', exact)
        <> (SELECT array_agg(-c ORDER BY n) FROM unnest(app.charges('CNY',
            (SELECT array_agg(-e ORDER BY m) FROM unnest(exact) WITH ORDINALITY AS e (e, m))))
            WITH ORDINALITY AS c (c, n))$$,
    'and mirrored');
SELECT is_empty($$
    SELECT * FROM sample
    WHERE EXISTS (SELECT FROM unnest(exact, app.charges('CNY', exact)) WITH ORDINALITY AS a (e, c, n)
        JOIN unnest(exact, app.charges('CNY', exact)) WITH ORDINALITY AS b (e, c, n)
            ON a.c > trunc(a.e * 100) AND b.c = trunc(b.e * 100)
            AND (b.e * 100 - trunc(b.e * 100) > a.e * 100 - trunc(a.e * 100)
                OR (b.e * 100 - trunc(b.e * 100) = a.e * 100 - trunc(a.e * 100) AND b.n < a.n)))$$,
    'no line is passed over for one with a smaller fraction');

SELECT * FROM finish();
ROLLBACK;
