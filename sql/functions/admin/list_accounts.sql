-- SPDX-License-Identifier: Apache-2.0
-- All accounts, by code.
CREATE OR REPLACE FUNCTION admin.list_accounts(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object(
            'items', coalesce(json_agg(app.account_json(a) ORDER BY a.code), '[]'), 'next_cursor', NULL)
        FROM account.account AS a);
END
$$;
