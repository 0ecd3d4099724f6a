-- SPDX-License-Identifier: Apache-2.0
-- Who may do what, applied with the functions: doors and nothing else.  Reading
-- tables is bc_read's alone, which cannot write.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app, api, admin, jobs
    FROM PUBLIC, bc_api, bc_jobs, bc_operator, bc_read;

GRANT USAGE ON SCHEMA api TO bc_api;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA api TO bc_api;

GRANT USAGE ON SCHEMA jobs TO bc_jobs;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO bc_jobs;

GRANT USAGE ON SCHEMA admin TO bc_operator;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA admin TO bc_operator;

GRANT USAGE ON SCHEMA account, billing, catalog, ledger, metering TO bc_read;
GRANT SELECT ON ALL TABLES IN SCHEMA account, billing, catalog, ledger, metering TO bc_read;
GRANT SELECT ON ops.setting, ops.clock, ops.migration TO bc_read;
REVOKE SELECT ON catalog.site_credential FROM bc_read;
