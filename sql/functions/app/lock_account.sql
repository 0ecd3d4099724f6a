-- SPDX-License-Identifier: Apache-2.0
-- Locks the account's money and gives its row as the previous holder left it: a query of
-- one row that waits for a lock reads that row anew.  Whatever else is read, is read by
-- later statements, which see what the previous holder did.  Several accounts are locked in
-- order of id.  Raises LG002, LG016 (the clock is more than 5 s behind the account's
-- last entry), LG020.
CREATE OR REPLACE FUNCTION app.lock_account(p_account_id uuid) RETURNS ledger.account
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account;
BEGIN
    PERFORM app.require_read_committed();
    SELECT * INTO v_account FROM ledger.account WHERE account_id = p_account_id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG002' USING MESSAGE = 'no such account';
    ELSIF v_account.last_at > app.clock() + interval '5 seconds' THEN
        RAISE SQLSTATE 'LG016' USING
            MESSAGE = format('the last entry is stamped %s', app.instant(v_account.last_at));
    END IF;
    RETURN v_account;
END
$$;
