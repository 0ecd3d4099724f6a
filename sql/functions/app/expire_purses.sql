-- SPDX-License-Identifier: Apache-2.0
-- Brings the due purses of an account to 0 by entries, in one operation, and says that they are
-- over.  The caller holds the account's lock; p_open as in app.due_purses.
CREATE OR REPLACE FUNCTION app.expire_purses(p_account ledger.account, p_open timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due ledger.purse[];
    v_postings ledger.posting[];
BEGIN
    v_due := ARRAY(SELECT u FROM app.due_purses(app.clock(), p_open) AS u
        WHERE u.account_id = p_account.account_id ORDER BY u.expires_at, u.number);
    v_postings := ARRAY(SELECT app.posting(u.kind, u.number, -u.balance)
        FROM unnest(v_due) AS u WHERE u.balance > 0 ORDER BY u.expires_at, u.number);
    IF cardinality(v_postings) > 0 THEN
        PERFORM app.post(p_account, app.open_operation(p_account, 'expiry', NULL, NULL, 'system', NULL),
            'expiry', 'breakage', v_postings, NULL, NULL, NULL, NULL);
    END IF;
    UPDATE ledger.purse AS u SET is_over = true, lost = u.lost + d.balance
    FROM unnest(v_due) AS d WHERE u.account_id = d.account_id AND u.number = d.number;
END
$$;
