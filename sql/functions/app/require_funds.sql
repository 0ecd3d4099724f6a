-- SPDX-License-Identifier: Apache-2.0
-- Refuses what an account's unfrozen cash does not suffice for.  The caller holds the account's
-- lock.  Raises LG026.
CREATE OR REPLACE FUNCTION app.require_funds(p_account ledger.account, p_amount bigint) RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_account.cash < p_amount THEN
        RAISE SQLSTATE 'LG026' USING MESSAGE = format('%s %s are needed, the unfrozen cash is %s',
            p_account.currency, app.money(p_account.currency, p_amount),
            app.money(p_account.currency, p_account.cash));
    END IF;
END
$$;
