-- SPDX-License-Identifier: Apache-2.0
-- What plpgsql_check has against any function of ours; nothing, it is hoped.
SELECT format('%s:%s %s %s %s', f.function, c.lineno, c.level, c.sqlstate, c.message)
FROM (
    SELECT p.oid::regprocedure AS function, coalesce(t.tgrelid, 0)::regclass AS relation
    FROM pg_proc AS p
    JOIN pg_namespace AS n ON n.oid = p.pronamespace
    JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
    LEFT JOIN pg_trigger AS t ON t.tgfoid = p.oid AND NOT t.tgisinternal AND t.tgparentid = 0
    WHERE n.nspname IN ('app', 'api', 'admin', 'jobs', 'ops', 'ledger', 'billing', 'metering', 'account', 'catalog')
      AND (p.prorettype <> 'trigger'::regtype OR t.oid IS NOT NULL)
) AS f
CROSS JOIN LATERAL plpgsql_check_function_tb(
    f.function::oid, f.relation, extra_warnings => true, security_warnings => true) AS c
ORDER BY 1;
