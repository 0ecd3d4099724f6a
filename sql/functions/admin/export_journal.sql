-- SPDX-License-Identifier: Apache-2.0
-- The journal of one account or of all (p_account NULL), in order of account code and
-- serial number, in pages of up to 500 entries.  Raises LG001, LG002, LG005.
CREATE OR REPLACE FUNCTION admin.export_journal(p_session uuid, p_account text, p_cursor text, p_limit int)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_limit CONSTANT int := app.page_limit(p_limit);
    v_after CONSTANT text[] := app.cursor_key(p_cursor, 2);
    v_only account.account;
    v_account account.account;
    v_items json[] := ARRAY[]::json[];
BEGIN
    PERFORM app.operator(p_session);
    IF p_account IS NOT NULL THEN
        v_only := app.account_of(p_account);
    END IF;
    IF v_after[2] !~ '^[0-9]{1,18}$' THEN
        PERFORM app.fail_field('/cursor', 'a cursor as an answer gave it');
    END IF;
    FOR v_account IN
        SELECT a.* FROM account.account AS a
        WHERE (v_only.id IS NULL OR a.id = v_only.id) AND (v_after IS NULL OR a.code >= v_after[1])
        ORDER BY a.code
    LOOP
        v_items := v_items || ARRAY(SELECT app.exported_json(v_account, e) FROM ledger.entry AS e
            WHERE e.account_id = v_account.id
                AND e.seq > CASE WHEN v_account.code = v_after[1] THEN v_after[2]::bigint ELSE 0 END
            ORDER BY e.seq LIMIT v_limit - cardinality(v_items));
        EXIT WHEN cardinality(v_items) = v_limit;
    END LOOP;
    RETURN json_build_object('items', array_to_json(v_items),
        'next_cursor', CASE WHEN cardinality(v_items) = v_limit THEN
            app.cursor(ARRAY[v_items[v_limit] ->> 'account', v_items[v_limit] ->> 'seq']) END);
END
$$;
