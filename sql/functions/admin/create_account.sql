-- SPDX-License-Identifier: Apache-2.0
-- Makes an account; p_price_lists = {"CN": "2022"} puts it on a list of a region
-- from its beginning, otherwise it is on the newest.  The same account again changes
-- nothing: "created" tells.  Raises LG005, LG011, LG019.
CREATE OR REPLACE FUNCTION admin.create_account(
    p_session uuid, p_code text, p_name text, p_currency text, p_time_zone text, p_price_lists json,
    p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_zone text;
    v_account account.account;
BEGIN
    PERFORM app.require_text(p_code, '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$', '/code',
        '1 to 32 letters, digits and hyphens');
    PERFORM app.require_text(p_name, '^.{1,200}$', '/name', 'a name of 1 to 200 characters');
    PERFORM app.require_choice(p_currency, ARRAY['CNY', 'USD'], '/currency');
    v_zone := coalesce(p_time_zone, CASE p_currency WHEN 'CNY' THEN 'Asia/Shanghai' ELSE 'UTC' END);
    IF p_time_zone IS NOT NULL THEN
        PERFORM app.require_zone(v_zone, '/time_zone');
    END IF;

    INSERT INTO account.account (code, name, currency, time_zone, created_at)
    VALUES (p_code, p_name, p_currency, v_zone, app.clock())
    ON CONFLICT (code) DO NOTHING RETURNING * INTO v_account;
    IF NOT FOUND THEN
        v_account := app.account_of(p_code);
        IF (v_account.name, v_account.currency, v_account.time_zone) <> (p_name, p_currency, v_zone)
            OR NOT app.chose_price_lists(v_account.id, p_price_lists)
        THEN
            RAISE SQLSTATE 'LG011' USING MESSAGE = format('account %s exists with other values', p_code);
        END IF;
        RETURN app.account_json(v_account, false);
    END IF;
    INSERT INTO ledger.account (account_id, currency) VALUES (v_account.id, p_currency);
    PERFORM app.choose_price_lists(v_account.id, p_price_lists);
    PERFORM app.audit(v_actor, 'create_account', p_code, v_reason, NULL, app.account_json(v_account)::jsonb);
    RETURN app.account_json(v_account, true);
END
$$;
