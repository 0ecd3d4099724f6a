-- SPDX-License-Identifier: Apache-2.0
-- What a customer spends in advance is refused while the account is frozen or has arrears
-- (product section 3, prepaid purchases).  The caller holds the account's lock.
-- Raises LG026, LG027.
CREATE OR REPLACE FUNCTION app.require_spending(p_account ledger.account) RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.require_thawed(p_account);
    IF p_account.arrears > 0 THEN
        RAISE SQLSTATE 'LG026' USING MESSAGE = format('arrears of %s %s are to be repaid first',
            p_account.currency, app.money(p_account.currency, p_account.arrears));
    END IF;
END
$$;
