-- SPDX-License-Identifier: Apache-2.0
-- Who may do what: the whole matrix, and the rules that every function and table keeps.
BEGIN;
\ir support.psql
SELECT plan(19);

CREATE TEMP VIEW function AS
SELECT p.oid, n.nspname AS schema, p.oid::regprocedure::text AS name, p.prosecdef, p.proconfig, l.lanname, p.prosrc,
    p.prorettype
FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace JOIN pg_language AS l ON l.oid = p.prolang
WHERE n.nspname IN ('app', 'api', 'admin', 'jobs')
    OR n.nspname IN ('identity', 'account', 'catalog', 'metering', 'billing', 'ledger', 'ops');
CREATE TEMP VIEW door_role AS VALUES ('api', 'bc_api'), ('admin', 'bc_operator'), ('jobs', 'bc_jobs');
CREATE TEMP VIEW served AS SELECT unnest(ARRAY['propose', 'approve', 'reject', 'get_proposal', 'list_proposals',
    'freeze_funds', 'list_holds', 'prepay', 'freeze_account', 'unfreeze_account', 'freeze_purse', 'unfreeze_purse',
    'void_purse', 'get_balance', 'get_proof']) AS proname;
CREATE TEMP VIEW may AS
SELECT f.oid, d.column2 AS role FROM function AS f JOIN door_role AS d ON d.column1 = f.schema
UNION ALL
SELECT f.oid, 'bc_api' FROM function AS f JOIN pg_proc AS p ON p.oid = f.oid
JOIN served AS s ON s.proname = p.proname WHERE f.schema = 'admin';
CREATE TEMP VIEW login AS SELECT unnest(ARRAY['bc_api', 'bc_operator', 'bc_jobs', 'bc_read', 'bc_migrate']) AS role;
CREATE TEMP VIEW tables AS
SELECT c.oid, n.nspname AS schema, n.nspname || '.' || c.relname AS name
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND n.nspname IN ('identity', 'account', 'catalog', 'metering', 'billing', 'ledger', 'ops');

SELECT is_empty($$SELECT l.role, f.name FROM login AS l CROSS JOIN function AS f
    WHERE (has_function_privilege(l.role, f.oid, 'EXECUTE') AND has_schema_privilege(l.role, f.schema, 'USAGE'))
        IS DISTINCT FROM ((f.oid, l.role) IN (SELECT * FROM may))$$,
    'each login role may run the doors of its own schema, bc_api those under /v1/admin');
SELECT is_empty($$SELECT l.role, f.name FROM login AS l CROSS JOIN function AS f
    WHERE has_function_privilege(l.role, f.oid, 'EXECUTE')
        AND (f.oid, l.role) NOT IN (SELECT * FROM may)$$, 'and nothing else');
SELECT is_empty($$SELECT oid::regprocedure, role FROM may WHERE NOT has_function_privilege(role, oid, 'EXECUTE')$$,
    'all of them');
SELECT is((SELECT count(*) FROM may JOIN function AS f USING (oid) WHERE f.schema = 'admin' AND role = 'bc_api'),
    (SELECT count(*) FROM served), 'and every one that is served is there');
SELECT is_empty($$SELECT name FROM function WHERE has_function_privilege('public', oid, 'EXECUTE')$$,
    'PUBLIC may run nothing');
SELECT is_empty($$SELECT l.role, t.name FROM login AS l CROSS JOIN tables AS t WHERE l.role <> 'bc_read'
    AND has_any_column_privilege(l.role, t.oid, 'SELECT, INSERT, UPDATE, REFERENCES')$$,
    'no login role but bc_read touches a table');
SELECT is_empty($$SELECT t.name FROM tables AS t
    WHERE has_table_privilege('bc_read', t.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')$$,
    'and that one only reads');
SELECT is_empty($$SELECT t.name FROM tables AS t WHERE has_any_column_privilege('bc_read', t.oid, 'SELECT')
    AND (t.schema = 'identity' OR t.name LIKE '%credential%')$$, 'and no credential or session');
SELECT is((SELECT string_agg(r.rolname, ' ') FROM pg_roles AS r
    WHERE r.rolname LIKE 'bc\_%' AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb
    OR r.rolbypassrls OR r.rolreplication OR (r.rolcanlogin AND r.rolname = 'bc_owner'))), NULL,
    'no role has powers of a superuser, the owner can''t log in');
SELECT is_empty($$SELECT l.role FROM login AS l WHERE has_database_privilege(l.role, current_database(), 'TEMPORARY')
    OR has_database_privilege(l.role, current_database(), 'CREATE')$$, 'nobody makes temporary or other objects');

-- But those on the way from a door to an entry, which the door's path serves (ADR 12).
SELECT is((SELECT string_agg(regexp_replace(name, '^app[.](.*)[(].*$', '\1'), ' ' ORDER BY name COLLATE "C")
    FROM function WHERE lanname = 'plpgsql'
        AND (proconfig IS NULL OR NOT proconfig @> ARRAY['search_path=pg_catalog, pg_temp'])),
    'clock lock_account note_settlement plan post require_read_committed settle_due',
    'every PL/pgSQL function pins its search_path, pg_temp last, but those that only doors lead to');
SELECT is_empty($$SELECT name FROM function WHERE prosecdef IS DISTINCT FROM (schema IN ('api', 'admin', 'jobs'))$$,
    'doors run as the owner, and doors alone');
SELECT is_empty($$SELECT name FROM function WHERE lanname = 'sql' AND (prosrc <> '' OR proconfig IS NOT NULL)$$,
    'small helpers are BEGIN ATOMIC');
SELECT is_empty($$SELECT name FROM function
    WHERE schema = 'admin' AND name !~ '^admin\.(open_session\(text|[a-z_]+\(uuid)'$$,
    'a door''s first argument is the session');

SELECT is_empty($$SELECT t.name, a.attname FROM tables AS t JOIN pg_attribute AS a ON a.attrelid = t.oid
    WHERE a.attnum > 0
        AND a.atttypid IN ('real'::regtype, 'double precision'::regtype, 'money'::regtype, 'timestamp'::regtype)$$,
    'no float, no money type, no time without zone');
SELECT is_empty($$SELECT t.name, a.attname FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey::int2[])
    WHERE a.atttypid = 'text'::regtype AND t.schema <> 'ops'
    AND (a.attcollation = 100 AND a.attname NOT IN ('region', 'currency', 'mode', 'effect', 'book'))$$,
    'text keys are ordered by bytes');
-- Everything else belongs to an account and begins its key with it.
SELECT is_empty($$SELECT t.name FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid AND i.indisprimary
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
    WHERE a.attname <> 'account_id' AND t.schema NOT IN ('identity', 'catalog', 'ops') AND t.name NOT IN (
        'account.account', 'account.workspace', 'account.workspace_binding', 'account.workspace_settlement',
        'account.workspace_mode', 'account.workspace_retention', 'metering.site_day', 'metering.usage_point',
        'billing.workspace_day', 'billing.close_fault', 'billing.close_work', 'ledger.platform_day', 'ledger.voucher_code', 'ledger.block',
        'ledger.digest_file')$$,
    'tables that are not global have account_id first in their key');

-- A caller's temporary domain runs its CHECK as the owner of a function that names
-- pg_catalog alone: the probe shows that the attack is real, the doors that it fails.
CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (set_config('attack.ran', current_user, true) IS NOT NULL);
CREATE DOMAIN pg_temp.int4 AS pg_catalog.int4 CHECK (set_config('attack.ran', current_user, true) IS NOT NULL);
CREATE FUNCTION app.probe() RETURNS pg_catalog.text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$DECLARE v_name text := 'x'; BEGIN RETURN v_name; END$$;
SELECT app.probe();
SELECT isnt(coalesce(current_setting('attack.ran', true), ''), '',
    'a temporary domain gets into a function that does not name pg_temp last');
SELECT set_config('attack.ran', '', true);
SELECT admin.list_sites(:'session'::pg_catalog.uuid), api.ready(7), jobs.tick(),
    admin.create_account(:'session'::pg_catalog.uuid, 'acc', 'acc', 'CNY', NULL, NULL, 'x'),
    admin.propose(:'session'::pg_catalog.uuid, 'recharge', 'acc', '{"amount": "1", "channel": "offline"}', 'x',
        gen_random_uuid()),
    admin.list_vouchers(:'session'::pg_catalog.uuid, 'acc');
SELECT is(current_setting('attack.ran', true), '', 'and into no door');

SELECT * FROM finish();
ROLLBACK;
