-- SPDX-License-Identifier: Apache-2.0
-- Locks the account's money and gives its row as the previous holder left it: a query of
-- one row that waits for a lock reads that row anew.  Whatever else is read, is read by
-- later statements, which see what the previous holder did.  Several accounts are locked in
-- order of id.  Raises LG002, LG020.
-- Pins no search_path, as all on the way from a door to an entry (ADR 12).
CREATE OR REPLACE FUNCTION app.lock_account(p_account_id uuid) RETURNS ledger.account
LANGUAGE plpgsql
AS $$
DECLARE
    v_account ledger.account;
BEGIN
    PERFORM app.require_read_committed();
    SELECT * INTO v_account FROM ledger.account WHERE account_id = p_account_id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG002' USING MESSAGE = 'no such account';
    END IF;
    RETURN v_account;
END
$$;
