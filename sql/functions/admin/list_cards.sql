-- SPDX-License-Identifier: Apache-2.0
-- The stored-value cards of an account, in order of creation.  Raises LG001, LG002.
CREATE OR REPLACE FUNCTION admin.list_cards(p_session uuid, p_account text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN app.purse_list(app.account_of(p_account), ARRAY['card']);
END
$$;
