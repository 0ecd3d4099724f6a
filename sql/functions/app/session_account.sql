-- SPDX-License-Identifier: Apache-2.0
-- The account whose member has this session.  Each door for members begins with it:
-- nothing of another account is ever in reach of what follows.  Raises LG001.
CREATE OR REPLACE FUNCTION app.session_account(p_session uuid) RETURNS account.account
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_session CONSTANT identity.session := app.member_session(p_session);
    v_account account.account;
BEGIN
    SELECT * INTO STRICT v_account FROM account.account WHERE id = v_session.account_id;
    RETURN v_account;
END
$$;
