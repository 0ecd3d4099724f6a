-- SPDX-License-Identifier: Apache-2.0
-- The balances of all accounts, by code.  Raises LG001.
CREATE OR REPLACE FUNCTION admin.list_balances(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object(
            'items', coalesce(json_agg(app.balance_json(a) ORDER BY a.code), '[]'), 'next_cursor', NULL)
        FROM account.account AS a);
END
$$;
