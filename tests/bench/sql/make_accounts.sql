-- SPDX-License-Identifier: Apache-2.0
-- A function that makes accounts by the operators' doors: each with one workspace,
-- cash, a card that is used up after some days and a voucher for every line.
CREATE FUNCTION pg_temp.make_accounts(p_session uuid, p_site text, p_from int, p_until int) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    FOR n IN p_from .. p_until LOOP
        PERFORM admin.create_account(p_session, 'bench-' || n, 'Bench ' || n, 'CNY', NULL,
            '{"CN": "2022"}', 'bench');
        PERFORM admin.create_workspace(p_session, p_site, 'w-' || n, 'Workspace ' || n, NULL, NULL, NULL, 'bench');
        PERFORM admin.bind_workspace(p_session, p_site, 'w-' || n, 'bench-' || n, NULL, NULL, 'bench');
        PERFORM admin.recharge(p_session, 'bench-' || n, 100000, 'offline', 'bench', gen_random_uuid());
        PERFORM admin.grant_card(p_session, 'bench-' || n, 10 + n % 90, NULL, NULL, NULL, 'bench',
            gen_random_uuid());
        PERFORM admin.grant_voucher(p_session, 'bench-' || n, 'ordinary', 5, NULL, NULL, NULL, 0, 'bench',
            gen_random_uuid());
    END LOOP;
END
$$;
