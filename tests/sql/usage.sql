-- SPDX-License-Identifier: Apache-2.0
-- Batches of hourly points.
BEGIN;
\ir support.psql
SELECT plan(39);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,', 'R,b,b,sum,sum,,,true,'], ARRAY['R,a,1,u,CN,CNY,,1']);
SELECT pg_temp.add_site('s'), pg_temp.add_site('t');
SELECT pg_temp.add_account('acc');
SELECT pg_temp.add_workspace('s', 'w', 'acc'), pg_temp.add_workspace('t', 'other', 'acc');
CREATE FUNCTION pg_temp.add(p_records text) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', a ->> 'accepted', a ->> 'duplicates', a ->> 'conflicts')
    FROM (SELECT api.add_usage(sha256('s'), json_build_object('records', p_records::json)) AS a) AS x
$$;
CREATE FUNCTION pg_temp.point(p_id text, p_quantity text DEFAULT '5', p_hour text DEFAULT '2020-03-01T00:00:00Z',
    p_meter text DEFAULT 'a', p_workspace text DEFAULT 'w', p_attributes json DEFAULT NULL)
RETURNS text LANGUAGE sql AS $$
    SELECT json_strip_nulls(json_build_object('id', p_id, 'workspace', p_workspace, 'meter', p_meter, 'hour', p_hour,
        'quantity', p_quantity, 'attributes', p_attributes))::text
$$;
CREATE FUNCTION pg_temp.batch(VARIADIC p_points text[]) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.add('[' || array_to_string(p_points, ',') || ']')
$$;
CREATE FUNCTION pg_temp.batch_refusal(VARIADIC p_points text[]) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.refusal(format('SELECT pg_temp.add(%L)', '[' || array_to_string(p_points, ',') || ']'))
$$;

SELECT is(pg_temp.batch(pg_temp.point('1'), pg_temp.point('2')), '2 0 []', 'new points are accepted');
SELECT is(pg_temp.batch(pg_temp.point('2'), pg_temp.point('1'), pg_temp.point('3')), '1 2 []',
    'the same again are duplicates, in any order');
SELECT is(pg_temp.batch(pg_temp.point('1', '5.000'), pg_temp.point('1', '05')), '0 2 []', 'numbers compare as numbers');
SELECT is(pg_temp.batch(pg_temp.point('4'), pg_temp.point('1', '6'),
    pg_temp.point('2', '5', '2020-03-01T00:00:00Z', 'b')),
    '1 0 [{"position" : 1, "id" : "1", "workspace" : "w"}, {"position" : 2, "id" : "2", "workspace" : "w"}]',
    'another content is a conflict, the rest is stored');
SELECT is((SELECT quantity FROM metering.usage_point WHERE id = '1'), 5::numeric, 'what was there stays');
SELECT is(pg_temp.batch(pg_temp.point('5'), pg_temp.point('5'), pg_temp.point('5', '7')),
    '1 1 [{"position" : 2, "id" : "5", "workspace" : "w"}]', 'within one batch too');
SELECT is(pg_temp.batch(pg_temp.point('6', '5', '2020-03-01T00:00:00Z', 'a', 'w', '{"k": "v"}')), '1 0 []',
    'attributes are stored');
SELECT is(pg_temp.batch(pg_temp.point('6')), '0 0 [{"position" : 0, "id" : "6", "workspace" : "w"}]',
    'and are part of the content');
SELECT is(pg_temp.batch(pg_temp.point('1', '5', '2020-02-29T23:00:00Z')), '1 0 []',
    'on another UTC day the same id is another point');
SELECT is(pg_temp.batch(pg_temp.point('7', '123456789012345678901.123456789')), '1 0 []',
    'quantities may be large and fine');

SELECT is(pg_temp.batch_refusal(pg_temp.point('8'), pg_temp.point('9', q)), 'LG005 /records/1/quantity',
    'no quantity: ' || q)
FROM unnest(ARRAY['NaN', 'Infinity', '-1', '1e3', '1.1234567890', '', ' 1', '+1', '1.', '0x1',
    '1234567890123456789012']) AS q;
SELECT is(pg_temp.batch_refusal(pg_temp.point('8', '1', h)), 'LG005 /records/0/hour', 'no hour: ' || h)
FROM unnest(ARRAY['2020-02-30T00:00:00Z', '2020-03-01T00:30:00Z', '2020-03-01', '2020-03-01T00:00:00+08:00',
    '2020-03-01T24:00:00Z']) AS h;
SELECT is(pg_temp.batch_refusal(pg_temp.point('8'), pg_temp.point('9', '1', '2020-03-01T02:00:00Z')),
    'LG005 /records/1/hour', 'not over an hour ahead of the clock');
SELECT is(pg_temp.batch_refusal(pg_temp.point('8', '1', '2020-02-29T15:00:00Z')), 'LG005 /records/0/hour',
    'not before the site''s first day');
SELECT is(pg_temp.batch_refusal(pg_temp.point('8', '1', '2020-03-01T00:00:00Z', 'zzz')), 'LG014 /records/0/meter',
    'meters are known');
SELECT is(pg_temp.batch_refusal(pg_temp.point('8', '1', '2020-03-01T00:00:00Z', 'a', 'other')),
    'LG008 /records/0/workspace', 'workspaces are the site''s own');
SELECT is(pg_temp.refusal($$SELECT api.add_usage(sha256('s'), '{"site": "t", "records": []}')$$), 'LG005 /site',
    'a batch that names another site is refused');
SELECT is(pg_temp.refusal($$SELECT api.add_usage(sha256('s'), '{"site": "s", "records": []}')$$), 'LG005 /records',
    'its own site it may name');
SELECT is(pg_temp.refusal($$SELECT api.add_usage(sha256('nobody'), '{"records": []}')$$), 'LG001',
    'the credential is a site''s');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add('[]')$$), 'LG005 /records', 'a batch is not empty');
SELECT is((SELECT count(*) FROM metering.usage_point WHERE id IN ('8', '9')), 0::bigint,
    'a refused batch stores nothing');

-- With many small workspaces the planner takes each for small; look-ups go by key all the same.
INSERT INTO account.workspace (site_id, code, name, created_at)
SELECT (app.site_of('s')).id, 'small-' || n, 'x', app.clock() FROM generate_series(1, 3000) AS n;
INSERT INTO metering.usage_point (workspace_id, utc_day, id, meter, hour, quantity)
SELECT id, '2020-03-01', 'x', 'a', '2020-03-01T00:00:00Z', 1 FROM account.workspace WHERE code LIKE 'small-%';
SELECT app.ensure_partitions();
ANALYZE metering.usage_point;
SELECT pg_temp.add((SELECT json_agg(pg_temp.point('many-' || n)::json)::text FROM generate_series(1, 6000) AS n));
SET LOCAL statement_timeout = '5s';
SELECT is((SELECT pg_temp.add((SELECT json_agg(pg_temp.point('many-' || n)::json)::text FROM generate_series(1, 6000) AS n))),
    '0 6000 []', 'a large batch sent again is answered in the time that bc_api has');
SET LOCAL statement_timeout = 0;

SELECT pg_temp.clock('2020-03-02T00:00:00Z');
SELECT pg_temp.close_all();
SELECT is((SELECT string_agg(detail, '') FROM billing.close_fault),
    'the bill comes to 123456789012345708936, more than any bill may',
    'a quantity beyond reason stops that workspace and nobody else');
SELECT is(pg_temp.batch_refusal(pg_temp.point('1'), pg_temp.point('8')), 'LG009 /records/1/hour',
    'a new point of a closed day is refused');
SELECT is(pg_temp.batch(pg_temp.point('1'), pg_temp.point('2')), '0 2 []',
    'a stored one sent again is still a duplicate');

SELECT * FROM finish();
ROLLBACK;
