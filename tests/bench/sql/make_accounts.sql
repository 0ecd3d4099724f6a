-- SPDX-License-Identifier: Apache-2.0
-- A function that makes accounts as two operators would: each with one workspace,
-- cash, a card that is used up after some days and a voucher for every line.
CREATE FUNCTION pg_temp.make_accounts(p_session uuid, p_site text, p_from int, p_until int) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    v_account uuid;
BEGIN
    FOR n IN p_from .. p_until LOOP
        PERFORM admin.create_account(p_session, 'bench-' || n, 'Bench ' || n, 'CNY', NULL,
            '{"CN": "2022"}', 'bench');
        PERFORM admin.create_workspace(p_session, p_site, 'w-' || n, 'Workspace ' || n, NULL, NULL, NULL, 'bench');
        PERFORM admin.bind_workspace(p_session, p_site, 'w-' || n, 'bench-' || n, NULL, NULL, 'bench');
        v_account := (app.account_of('bench-' || n)).id;
        PERFORM app.recharge(v_account, 100000, 'offline', 'bench', 'bench', gen_random_uuid());
        PERFORM app.grant_purse(v_account, 'card', 10 + n % 90, NULL, NULL, NULL, NULL, 'bench', 'bench',
            gen_random_uuid());
        PERFORM app.grant_purse(v_account, 'ordinary', 5, NULL, NULL, NULL, NULL, 'bench', 'bench',
            gen_random_uuid());
    END LOOP;
END
$$;
