-- SPDX-License-Identifier: Apache-2.0
-- Who may do what, applied with the functions: doors and nothing else.  Reading
-- tables is bc_read's alone, which cannot write.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app, api, admin, jobs
    FROM PUBLIC, bc_api, bc_jobs, bc_operator, bc_read;

GRANT USAGE ON SCHEMA api TO bc_api;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA api TO bc_api;

-- The doors under /v1/admin.  The others of operators stay bcctl's: those that make sessions,
-- sign-ins, operators and credentials above all, which who takes over a web server must
-- not be able to make.
GRANT USAGE ON SCHEMA admin TO bc_api;
GRANT EXECUTE ON FUNCTION
    admin.propose, admin.approve, admin.reject, admin.get_proposal, admin.list_proposals,
    admin.freeze_funds, admin.list_holds, admin.prepay, admin.freeze_account, admin.unfreeze_account,
    admin.freeze_purse, admin.unfreeze_purse, admin.void_purse, admin.get_balance, admin.get_proof TO
    bc_api;

GRANT USAGE ON SCHEMA jobs TO bc_jobs;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO bc_jobs;

GRANT USAGE ON SCHEMA admin TO bc_operator;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA admin TO bc_operator;

GRANT USAGE ON SCHEMA account, billing, catalog, ledger, metering TO bc_read;
GRANT SELECT ON ALL TABLES IN SCHEMA account, billing, catalog, ledger, metering TO bc_read;
GRANT SELECT ON ops.setting, ops.clock, ops.migration TO bc_read;
REVOKE SELECT ON catalog.site_credential FROM bc_read;
