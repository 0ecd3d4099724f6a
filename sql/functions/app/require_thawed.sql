-- SPDX-License-Identifier: Apache-2.0
-- Refuses what a frozen account may not do.  The caller holds the account's lock.
-- Raises LG027.
CREATE OR REPLACE FUNCTION app.require_thawed(p_account ledger.account) RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_account.is_frozen THEN
        RAISE SQLSTATE 'LG027' USING MESSAGE = 'the account is frozen';
    END IF;
END
$$;
