-- SPDX-License-Identifier: Apache-2.0
-- Makes the partition of a table for [p_from, p_until) when it is missing, with
-- its own TRUNCATE trigger.  Attached rather than created in place: that takes
-- SHARE UPDATE EXCLUSIVE on the parent, so readers and writers go on.
CREATE OR REPLACE FUNCTION app.ensure_partition(p_schema text, p_table text, p_from date, p_until date)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key CONSTANT text := CASE p_table WHEN 'usage_point' THEN 'utc_day' ELSE 'day' END;
    v_name CONSTANT text := p_table || '_' || to_char(p_from, 'YYYYMMDD');
BEGIN
    IF to_regclass(format('%I.%I', p_schema, v_name)) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(app.lock_class('partition'), 0);
    -- By a query: to_regclass may answer from a cache older than the wait.
    PERFORM FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = p_schema AND c.relname = v_name;
    IF FOUND THEN
        RETURN;
    END IF;
    EXECUTE format(
        'CREATE TABLE %1$I.%2$I (LIKE %1$I.%3$I INCLUDING DEFAULTS INCLUDING CONSTRAINTS,'
        ' CONSTRAINT bounds CHECK (%4$I IS NOT NULL AND %4$I >= %5$L AND %4$I < %6$L))',
        p_schema, v_name, p_table, v_key, p_from, p_until);
    EXECUTE format(
        'ALTER TABLE %1$I.%3$I ATTACH PARTITION %1$I.%2$I FOR VALUES FROM (%4$L) TO (%5$L)',
        p_schema, v_name, p_table, p_from, p_until);
    EXECUTE format('ALTER TABLE %I.%I DROP CONSTRAINT bounds', p_schema, v_name);
    PERFORM app.tg_protect(format('%I.%I', p_schema, v_name)::regclass, false);
END
$$;
