-- SPDX-License-Identifier: Apache-2.0
-- Rating: the worked examples G1 to G3, folds, operands, truncation, modes, faults.
BEGIN;
\ir support.psql
SELECT plan(24);

SELECT pg_temp.import(
    ARRAY[
        'V22,host,hosts,sum,max,,,true,series_and_data:free_of_charge',
        'V22,time_series,series,sum,max,hosts*300,,true,series_and_data:no_free_quantity',
        'V22,logs,log_records,sum,sum,,logs,true,', 'V22,traces,trace_ids,sum,sum,,apm,true,',
        'V22,rum_pv,page_views,sum,sum,,rum,true,', 'V22,task_calls,task_calls,sum,sum,,,true,',
        'V24,time_series,series,sum,max,,metrics,true,',
        'V24,logs,log_records,sum,sum,,logs,true,logs_by_bytes:not_used',
        'V24,logs_ingested,log_bytes,sum,sum,,logs,true,logs_by_count:not_used',
        'V24,traces,trace_ids;spans*0.1,max,sum,,apm,true,', 'V24,rum_pv,page_views;errors*0.01,max,sum,,rum,true,',
        'V24,task_calls,task_calls,sum,sum,,,true,', 'V24,sms,sms,sum,last,,,false,'],
    ARRAY[
        'V22,host,1,hosts,CN,CNY,,3', 'V22,time_series,1000,series,CN,CNY,,3', 'V22,logs,1000000,records,CN,CNY,7,1.2',
        'V22,logs,1000000,records,CN,CNY,14,1.5', 'V22,traces,1000000,traces,CN,CNY,3,2',
        'V22,rum_pv,10000,page views,CN,CNY,3,0.7', 'V22,task_calls,10000,calls,CN,CNY,,1',
        'V24,time_series,1000,series,CN,CNY,3,0.6', 'V24,logs,1000000,records,CN,CNY,7,1.2',
        'V24,logs_ingested,1000000000,bytes,CN,CNY,7,0.85', 'V24,traces,1000000,traces,CN,CNY,3,2',
        'V24,rum_pv,10000,page views,CN,CNY,3,0.7', 'V24,task_calls,10000,calls,CN,CNY,,1',
        'V24,time_series,1000,series,INT,CNY,3,1.6', 'V24,logs,1000000,records,INT,CNY,7,2.4',
        'V24,sms,3,messages,CN,CNY,,1']);
SELECT pg_temp.add_site('cn');
SELECT pg_temp.add_site('int', 'America/Los_Angeles', 'INT');
SELECT pg_temp.add_account('old', 'CNY', '{"CN": "V22"}');
SELECT pg_temp.add_account('new', 'CNY');
SELECT pg_temp.add_account('dollar', 'USD');
\set short '''{"metrics": "3", "logs": "7", "apm": "3", "rum": "3"}'''
SELECT pg_temp.add_workspace('cn', 'g1', 'old', NULL, :short);
SELECT pg_temp.add_workspace('cn', 'g2', 'old', NULL, :short, 'series_and_data');
SELECT pg_temp.add_workspace('cn', 'g3', 'new', NULL, :short);
SELECT pg_temp.add_workspace('cn', 'bytes', 'new', NULL, :short, NULL, 'bytes');
SELECT pg_temp.add_workspace('cn', 'long', 'old');
SELECT pg_temp.add_workspace('cn', 'poor', 'dollar');
SELECT pg_temp.add_workspace('int', 'far', 'new', '2020-03-01', :short);
SELECT pg_temp.clock('2020-03-02T09:00:00Z');

CREATE TEMP VIEW line AS
SELECT w.code::text AS workspace, l.*
FROM account.workspace AS w, metering.site_day AS d,
    app.rate_lines(ARRAY[w.id], d.ends_at) AS l
WHERE d.site_id = w.site_id AND d.day = '2020-03-01';
CREATE FUNCTION pg_temp.bill(p_workspace text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', item, app.decimal(exact), mark), ', ' ORDER BY line) FROM line
    WHERE workspace = p_workspace
$$;
SELECT pg_temp.send('cn', w, ARRAY[
    'hosts 2020-03-01T00:00:00Z 9', 'hosts 2020-03-01T05:00:00Z 10', 'log_records 2020-03-01T00:00:00Z 1500000',
    'log_records 2020-03-01T01:00:00Z 500000', 'trace_ids 2020-03-01T00:00:00Z 2000000',
    'page_views 2020-03-01T03:00:00Z 20000', 'task_calls 2020-03-01T15:00:00Z 20000'] || CASE w
    WHEN 'g3' THEN ARRAY['series 2020-03-01T00:00:00Z 6000']
    ELSE ARRAY['series 2020-03-01T00:00:00Z 500'] END)
FROM unnest(ARRAY['g1', 'g2', 'g3']) AS w;

SELECT is(pg_temp.bill('g1'), 'host 30, time_series 0, logs 2.4, traces 4, rum_pv 1.4, task_calls 2',
    'G1 line by line');
SELECT is((SELECT sum(exact) FROM line WHERE workspace = 'g1'), 39.80, 'G1 = 39.80');
SELECT is(pg_temp.bill('g2'), 'host 0 free_of_charge, time_series 1.5, logs 2.4, traces 4, rum_pv 1.4, task_calls 2',
    'G2: hosts free of charge, no free series');
SELECT is((SELECT sum(exact) FROM line WHERE workspace = 'g2'), 11.30, 'G2 = 11.30');
SELECT is((SELECT sum(exact) FROM line WHERE workspace = 'g3'), 13.40, 'G3 = 13.40');
SELECT is((SELECT (quantity, free_quantity, units)::text FROM line WHERE workspace = 'g1' AND item = 'time_series'),
    (500.000000000000000000000::numeric, 3000.000000000000000000000::numeric, 0.00)::text,
    'free quantity is subtracted, floored at 0');

SELECT pg_temp.send('cn', 'bytes',
    ARRAY['log_records 2020-03-01T00:00:00Z 5000000', 'log_bytes 2020-03-01T00:00:00Z 3000000000']);
SELECT is(pg_temp.bill('bytes'), 'logs_ingested 2.55', 'logs by bytes leaves logs by count out');
SELECT pg_temp.send('cn', 'g3', ARRAY[
    'spans 2020-03-01T00:00:00Z 29999999.999', 'errors 2020-03-01T00:00:00Z 3999999.999999999',
    'sms 2020-03-01T02:00:00Z 100', 'sms 2020-03-01T09:00:00Z 10', 'sms 2020-03-01T04:00:00Z 70']);
SELECT is((SELECT units FROM line WHERE workspace = 'g3' AND item = 'traces'), 2.99,
    'max of operands; units are cut down, never rounded up');
SELECT is((SELECT units FROM line WHERE workspace = 'g3' AND item = 'rum_pv'), 3.99, 'also a hair below a step');
SELECT is((SELECT (quantity::numeric(9, 0), units)::text FROM line WHERE workspace = 'g3' AND item = 'sms'),
    '(10,3.33)', 'last = the last hour that has one, and a third is cut down');
SELECT is((SELECT array_agg(item::text ORDER BY line) FROM line WHERE workspace = 'g3'),
    ARRAY['time_series', 'logs', 'traces', 'rum_pv', 'task_calls', 'sms'],
    'lines stand in the order of the price list');

SELECT pg_temp.send('int', 'far', ARRAY[
    'series 2020-03-01T08:00:00Z 1000', 'sms 2020-03-01T08:00:00Z 3',
    'log_records 2020-03-02T07:00:00Z 1000000', 'series 2020-03-01T07:00:00Z 9000']);
SELECT is(pg_temp.bill('far'), 'time_series 1.6, logs 2.4, sms 0 not_offered',
    'the region''s prices; what it does not price is not offered; hours outside the local day don''t count');

SELECT pg_temp.send('cn', 'long',
    ARRAY['log_records 2020-03-01T00:00:00Z 1000000', 'trace_ids 2020-03-01T00:00:00Z 1']);
SELECT is((SELECT retention_days FROM line WHERE workspace = 'long' AND item = 'logs'), 14,
    'the default retention picks the price');
SELECT is((SELECT fault FROM line WHERE workspace = 'long' AND item = 'traces'),
    'traces has no price for a retention of 14 days', 'a listed item without that price is a fault');

SELECT pg_temp.close_all();
SELECT is((SELECT string_agg(concat_ws(' ', w.code, f.step, f.detail), ', ' ORDER BY w.code)
    FROM billing.close_fault AS f JOIN account.workspace AS w ON w.id = f.workspace_id WHERE f.day = '2020-03-01'),
    'long rating traces has no price for a retention of 14 days, '
    'poor rating no price list of region CN in USD is in force',
    'faults are noted, each with its reason');
SELECT is((SELECT count(*) FROM billing.bill WHERE day = '2020-03-01'), 5::bigint, 'the other workspaces are billed');
SELECT is((SELECT (exact, total, residue)::text FROM billing.bill AS b
    JOIN account.workspace AS w ON w.id = b.workspace_id
    WHERE w.code = 'g1' AND day = '2020-03-01'), '(39.8,3980,0.00)', 'a bill keeps exact amount, total and residue');
SELECT is((SELECT count(*) FROM billing.bill WHERE day = '2020-03-02' AND total = 0), 0::bigint,
    'open days have no bill yet');
SELECT is((SELECT count(*) FROM ops.notice WHERE kind = 'not_offered'), 1::bigint,
    'operators are told of what is not offered');
SELECT is((SELECT count(DISTINCT input_hash) FROM billing.bill), 5::bigint, 'the hash of the inputs tells bills apart');

SELECT pg_temp.clock('2020-03-04T00:00:00Z');
SELECT pg_temp.close_all();
SELECT is((SELECT count(*) FROM billing.bill AS b JOIN account.workspace AS w ON w.id = b.workspace_id
    WHERE w.code = 'g1' AND b.total = 0 AND b.day = '2020-03-02'), 1::bigint, 'a day without usage has a bill of 0');

SELECT pg_temp.import(ARRAY['V22,traces,trace_ids,sum,sum,,apm,true,'], ARRAY['V22,traces,1000000,traces,CN,CNY,14,6'],
    '2020-05-01');
SELECT is((SELECT version_id FROM app.rating_headers(ARRAY[(app.workspace_of('cn', 'g1')).id],
    (SELECT ends_at FROM metering.site_day WHERE site_id = (app.site_of('cn')).id AND day = '2020-03-02'))),
    (SELECT v.id FROM catalog.price_list_version AS v JOIN catalog.price_list AS l ON l.id = v.price_list_id
    WHERE l.name = 'V22' AND v.version = 1), 'a day is rated with the version in force on it');
SELECT is(app.newest_price_list('CN', 'CNY', '2020-03-01'), (SELECT id FROM catalog.price_list WHERE name = 'V24'),
    'an account that has chosen none is on the newest list');
SELECT is_empty($$SELECT * FROM pg_temp.broken_invariants()$$, 'the books are sound');

SELECT * FROM finish();
ROLLBACK;
