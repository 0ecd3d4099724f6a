-- SPDX-License-Identifier: Apache-2.0
-- Members by account and login, of one account when named.  Raises LG001, LG002.
CREATE OR REPLACE FUNCTION admin.list_members(p_session uuid, p_account text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account account.account;
BEGIN
    PERFORM app.operator(p_session);
    IF p_account IS NOT NULL THEN
        v_account := app.account_of(p_account);
    END IF;
    RETURN (SELECT json_build_object(
            'items', coalesce(json_agg(app.member_json(m) ORDER BY a.code, l.login), '[]'),
            'next_cursor', NULL)
        FROM identity.member AS m
        JOIN identity.login AS l ON l.account_id = m.account_id AND l.member_id = m.id
        JOIN account.account AS a ON a.id = m.account_id
        WHERE p_account IS NULL OR a.id = v_account.id);
END
$$;
