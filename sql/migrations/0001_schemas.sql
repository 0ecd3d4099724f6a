-- SPDX-License-Identifier: Apache-2.0
-- Schemas by domain hold tables only; app holds the internal functions; api,
-- admin and jobs are the doors.
CREATE SCHEMA identity;
CREATE SCHEMA account;
CREATE SCHEMA catalog;
CREATE SCHEMA metering;
CREATE SCHEMA billing;
CREATE SCHEMA ledger;
CREATE SCHEMA app;
CREATE SCHEMA api;
CREATE SCHEMA admin;
CREATE SCHEMA jobs;

-- History is never changed, by anyone, the owner included.
CREATE FUNCTION app.tg_append_only() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE SQLSTATE 'LG021' USING
        MESSAGE = format('%s.%s is append-only', tg_table_schema, tg_table_name);
END
$$;

-- Makes a table append-only (tg_ functions are those that migrations need and so hold).
-- Row triggers are inherited by partitions, TRUNCATE triggers are not, so this is called
-- for each partition too (rows = false there).
CREATE FUNCTION app.tg_protect(p_table regclass, p_rows boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_rows THEN
        EXECUTE format(
            'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s'
            ' FOR EACH ROW EXECUTE FUNCTION app.tg_append_only()', p_table);
    END IF;
    EXECUTE format(
        'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only()', p_table);
END
$$;

-- The business clock of a database whose clock is settable; no row elsewhere.
CREATE TABLE ops.clock (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    instant timestamptz NOT NULL
);
INSERT INTO ops.clock (instant)
SELECT '1970-01-01T00:00:00Z' FROM ops.deployment WHERE settable_clock;

-- Settings of the deployment, one row.
CREATE TABLE ops.setting (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    close_delay interval NOT NULL DEFAULT '15 minutes' CHECK (close_delay >= interval '0'),
    -- a worker whose own version lies between this and the last migration is ready
    min_worker_version int NOT NULL DEFAULT 1
);
INSERT INTO ops.setting DEFAULT VALUES;

-- Every operator action, for ever.
CREATE TABLE ops.audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    action text NOT NULL,
    object text NOT NULL,
    reason text,
    before jsonb,
    after jsonb
);
SELECT app.tg_protect('ops.audit');

-- What operators should know; one row for one fact (dedupe_key).
CREATE TABLE ops.notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    dedupe_key text NOT NULL UNIQUE,
    detail jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The queue knows real time only.  Rows are never deleted here: a job that has
-- spent its tries is dead and shown.
CREATE TABLE ops.job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    dedupe_key text NOT NULL UNIQUE,
    run_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deadline timestamptz,
    attempts int NOT NULL DEFAULT 0,
    max_attempts int,           -- NULL: it is tried until it is done
    locked_until timestamptz,
    locked_by text,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at timestamptz,
    dead_at timestamptz
);
CREATE INDEX job_waiting ON ops.job (run_at) WHERE done_at IS NULL AND dead_at IS NULL;

CREATE TABLE identity.operator (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text COLLATE "C" NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE identity.session (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operator_id uuid NOT NULL REFERENCES identity.operator,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
