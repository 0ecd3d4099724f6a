-- SPDX-License-Identifier: Apache-2.0
-- The holds on the funds of an account, newest first, released ones too.  Raises LG001, LG002.
CREATE OR REPLACE FUNCTION admin.list_holds(p_session uuid, p_account text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account CONSTANT account.account := app.account_of(p_account);
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object(
            'currency', v_account.currency,
            'items', coalesce(json_agg(app.hold_json(v_account.currency, h) ORDER BY h.number DESC), '[]'),
            'next_cursor', NULL)
        FROM ledger.hold AS h WHERE h.account_id = v_account.id);
END
$$;
