-- SPDX-License-Identifier: Apache-2.0
-- Brings the due purses of an account to 0 by entries, in one operation, and says that they are
-- over.  The caller holds the account's lock; p_open as in app.due_purses.
CREATE OR REPLACE FUNCTION app.expire_purses(p_account ledger.account, p_open timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_numbers int[];
    v_postings ledger.posting[];
BEGIN
    SELECT array_agg(u.number),
        array_agg(app.posting(u.kind, u.number, -u.balance) ORDER BY u.expires_at, u.number)
            FILTER (WHERE u.balance > 0)
    INTO v_numbers, v_postings
    FROM app.due_purses(app.clock(), p_open) AS u WHERE u.account_id = p_account.account_id;
    IF v_postings IS NOT NULL THEN
        PERFORM app.post(p_account, app.open_operation(p_account, 'expiry', NULL, NULL, 'system', NULL),
            'expiry', 'breakage', v_postings, NULL, NULL, NULL, NULL);
    END IF;
    UPDATE ledger.purse SET is_over = true
    WHERE account_id = p_account.account_id AND number = ANY (v_numbers);
END
$$;
