-- SPDX-License-Identifier: Apache-2.0
-- Locks the accounts, waiting for those that somebody else holds, and settles all their due
-- bills for a day end.  Lock order: accounts by id, in a statement of its own.
CREATE OR REPLACE FUNCTION app.settle_accounts(p_accounts uuid[], p_ends_at timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.require_read_committed();
    PERFORM FROM ledger.account WHERE account_id = ANY (p_accounts) ORDER BY account_id FOR UPDATE;
    PERFORM app.settle_locked(p_accounts, p_ends_at);
END
$$;
