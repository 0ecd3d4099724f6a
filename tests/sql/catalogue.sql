-- SPDX-License-Identifier: Apache-2.0
-- Importing price lists.
BEGIN;
\ir support.psql
SELECT plan(29);

PREPARE good AS SELECT pg_temp.import(
    ARRAY['L1,logs,log_records,sum,sum,,logs,true,logs_by_bytes:not_used', 'L1,sms,sms,sum,sum,,,false,',
        'L1,traces,trace_ids;spans*0.1,max,sum,,apm,true,'],
    ARRAY['L1,logs,1000000,records,CN,CNY,7,1.2', 'L1,logs,1000000,records,INT,USD,7,0.4',
        'L1,sms,10,messages,CN,CNY,,1']);
SELECT lives_ok('EXECUTE good', 'a good pair of files is imported');
SELECT is((SELECT string_agg(concat_ws(' ', l.name, v.region, v.currency, v.version), ', ' ORDER BY v.region)
    FROM catalog.price_list_version AS v JOIN catalog.price_list AS l ON l.id = v.price_list_id),
    'L1 CN CNY 1, L1 INT USD 1', 'one version for each region and currency');
SELECT is((SELECT string_agg(code, ' ' ORDER BY position) FROM catalog.item AS i
    JOIN catalog.price_list_version AS v ON v.id = i.version_id WHERE v.region = 'INT'),
    'logs sms traces', 'with all items in the order of the file');
SELECT is((SELECT string_agg(DISTINCT concat_ws(' ', operand, meter, app.decimal(weight)), ', ')
    FROM catalog.operand WHERE item = 'traces'), '1 trace_ids 1, 2 spans 0.1', 'operands are read with their weights');
SELECT is((SELECT string_agg(code, ' ' ORDER BY code) FROM catalog.meter), 'log_records sms spans trace_ids',
    'and their meters are known');
SELECT is((SELECT unit_size FROM catalog.item AS i JOIN catalog.price_list_version AS v ON v.id = i.version_id
    WHERE v.region = 'INT' AND i.code = 'sms'), 10::numeric,
    'an item not offered somewhere has the unit it has elsewhere');
SELECT is((SELECT count(*) FROM ops.audit WHERE action = 'import_catalogue'), 1::bigint, 'the audit log knows it');
SELECT lives_ok('EXECUTE good', 'the same files again are accepted');
SELECT is((SELECT count(*) FROM catalog.price_list_version), 2::bigint, 'and change nothing');
SELECT is(pg_temp.refusal($$SELECT pg_temp.import(ARRAY['L1,logs,log_records,sum,sum,,logs,true,'],
    ARRAY['L1,logs,1000000,records,CN,CNY,7,1.3'])$$), 'LG011', 'another content for the same day is refused');
SELECT lives_ok($$SELECT pg_temp.import(ARRAY['L1,logs,log_records,sum,sum,,logs,true,'],
    ARRAY['L1,logs,1000000,records,CN,CNY,7,1.3'], '2021-01-01')$$, 'for a later day it is the next version');
SELECT throws_ok('UPDATE catalog.price SET unit_price = 0', 'LG021', NULL, 'a published price is never changed');

CREATE FUNCTION pg_temp.item_refusal(p_row text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.refusal(format('SELECT pg_temp.import(ARRAY[%L, %L], ARRAY[%L])',
        'L2,logs,log_records,sum,sum,,logs,true,', p_row, 'L2,logs,1,r,CN,CNY,7,1'))
$$;
CREATE FUNCTION pg_temp.price_refusal(p_row text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.refusal(format('SELECT pg_temp.import(ARRAY[%L], ARRAY[%L, %L])',
        'L2,logs,log_records,sum,sum,,logs,true,', 'L2,logs,1,r,CN,CNY,7,1', p_row))
$$;
SELECT is(pg_temp.item_refusal('L2,Logs,a,sum,sum,,,true,'), 'LG005 /items/1/item', 'items are small letters');
SELECT is(pg_temp.item_refusal('L2,logs,a,sum,sum,,,true,'), 'LG005 /items/1/item', 'and stand once in a list');
SELECT is(pg_temp.item_refusal('L2,x,a*,sum,sum,,,true,'), 'LG005 /items/1/operands', 'operands are well formed');
SELECT is(pg_temp.item_refusal('L2,x,a*0,sum,sum,,,true,'), 'LG005 /items/1/operands', 'weights are above 0');
SELECT is(pg_temp.item_refusal('L2,x,a,avg,sum,,,true,'), 'LG005 /items/1/combine', 'combine is one of two');
SELECT is(pg_temp.item_refusal('L2,x,a,sum,first,,,true,'), 'LG005 /items/1/fold', 'fold is one of three');
SELECT is(pg_temp.item_refusal('L2,x,a,sum,sum,,video,true,'), 'LG005 /items/1/retention_of', 'data types are known');
SELECT is(pg_temp.item_refusal('L2,x,a,sum,sum,,,yes,'), 'LG005 /items/1/voucher_eligible',
    'eligibility is true or false');
SELECT is(pg_temp.item_refusal('L2,x,a,sum,sum,,,true,fast:free_of_charge'), 'LG005 /items/1/modes', 'modes are known');
SELECT is(pg_temp.item_refusal('L2,x,a,sum,sum,,,true,,11'), 'LG005 /items/1/decimals', 'decimals are a digit');
SELECT is((SELECT string_agg(DISTINCT decimals::text, ' ') FROM catalog.item), '2', 'two where nothing is said');
SELECT pg_temp.import(ARRAY['L4,logs,log_records,sum,sum,,logs,true,,5'], ARRAY['L4,logs,1000000,records,CN,CNY,7,1']);
SELECT is((SELECT max(decimals) FROM catalog.item), 5, 'or as many as are said');
SELECT is(pg_temp.price_refusal('L2,nope,1,r,CN,CNY,7,1'), 'LG005 /prices/1/item', 'a price is of an item of the list');
SELECT is(pg_temp.price_refusal('L2,logs,1,r,CN,CNY,14,-1'), 'LG005 /prices/1/unit_price', 'not negative');
SELECT is(pg_temp.price_refusal('L2,logs,1,r,CN,CNY,14,NaN'), 'LG005 /prices/1/unit_price', 'a number');
SELECT is(pg_temp.price_refusal('L2,logs,1,r,CN,CNY,7,2'), 'LG005 /prices/1/retention_days', 'given once');

SELECT pg_temp.add_site('s');
SELECT pg_temp.clock('2020-03-03T00:00:00Z');
SELECT pg_temp.close_all();
SELECT is(pg_temp.refusal($$SELECT pg_temp.import(ARRAY['L3,logs,log_records,sum,sum,,logs,true,'],
    ARRAY['L3,logs,1,r,CN,CNY,7,1'], '2020-03-01')$$), 'LG009 /effective_from',
    'no list takes effect on or before a closed day');

SELECT * FROM finish();
ROLLBACK;
