-- SPDX-License-Identifier: Apache-2.0
-- What needs a superuser inside a new database, run by `bcctl init` after it has
-- made the roles and the database.  Running it again changes nothing.
--
-- bc_owner owns everything and cannot log in; the login roles get what
-- grants.sql names and nothing else.  TEMPORARY is revoked as temporary objects
-- are the raw material of search_path attacks.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO bc_owner', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO bc_migrate, bc_api, bc_jobs, bc_operator, bc_read',
        current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- The global form on purpose: the form with IN SCHEMA cannot take away PUBLIC's default.
ALTER DEFAULT PRIVILEGES FOR ROLE bc_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE bc_owner REVOKE USAGE ON TYPES FROM PUBLIC;

-- The superuser's, so that its tables can't be dropped by the owner of the rest.
CREATE SCHEMA IF NOT EXISTS ops;
GRANT USAGE, CREATE ON SCHEMA ops TO bc_owner;
GRANT USAGE ON SCHEMA ops TO bc_read;

-- Said once, when the database is made, and owned by the superuser: no migration
-- turns a database of real money into one whose clock can be set.
CREATE TABLE IF NOT EXISTS ops.deployment (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    settable_clock boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT, REFERENCES ON ops.deployment TO bc_owner;

-- The books of `bcctl migrate`.
CREATE TABLE IF NOT EXISTS ops.migration (
    number int PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS ops.function_file (
    path text PRIMARY KEY,
    checksum text NOT NULL,
    catalog_hash text
);
ALTER TABLE ops.migration OWNER TO bc_owner;
ALTER TABLE ops.function_file OWNER TO bc_owner;

-- Time-outs belong to the role, so that no client can forget them.
ALTER ROLE bc_api CONNECTION LIMIT 64;
ALTER ROLE bc_api SET statement_timeout = '5s';
ALTER ROLE bc_api SET lock_timeout = '2s';
ALTER ROLE bc_api SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE bc_jobs CONNECTION LIMIT 16;
ALTER ROLE bc_jobs SET statement_timeout = '60s';
ALTER ROLE bc_jobs SET lock_timeout = '10s';
ALTER ROLE bc_jobs SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE bc_operator CONNECTION LIMIT 16;
ALTER ROLE bc_operator SET statement_timeout = '60s';
ALTER ROLE bc_operator SET lock_timeout = '10s';
ALTER ROLE bc_operator SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE bc_read CONNECTION LIMIT 8;
ALTER ROLE bc_read SET statement_timeout = '10min';
ALTER ROLE bc_read SET default_transaction_read_only = on;
ALTER ROLE bc_migrate CONNECTION LIMIT 4;

DO $$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY['bc_api', 'bc_jobs', 'bc_operator', 'bc_read', 'bc_migrate'] LOOP
        EXECUTE format('ALTER ROLE %I SET timezone = %L', v_role, 'UTC');
        EXECUTE format('ALTER ROLE %I SET datestyle = %L', v_role, 'ISO, YMD');
        EXECUTE format('ALTER ROLE %I SET default_transaction_isolation = %L', v_role, 'read committed');
        EXECUTE format('ALTER ROLE %I SET search_path = %L', v_role, '');
    END LOOP;
END
$$;
