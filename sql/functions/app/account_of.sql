-- SPDX-License-Identifier: Apache-2.0
-- The account with that code.  Raises LG002.
CREATE OR REPLACE FUNCTION app.account_of(p_code text) RETURNS account.account
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account account.account;
BEGIN
    SELECT * INTO v_account FROM account.account WHERE code = p_code;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG002' USING MESSAGE = format('no account %s', p_code);
    END IF;
    RETURN v_account;
END
$$;
