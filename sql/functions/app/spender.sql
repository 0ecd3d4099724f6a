-- SPDX-License-Identifier: Apache-2.0
-- The member of a session who may spend the account's money: an owner or finance.  Gives the
-- account and who it is for the journal.  Raises LG001, 42501.
CREATE OR REPLACE FUNCTION app.spender(p_session uuid, OUT account_id uuid, OUT actor text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_session CONSTANT identity.session := app.member_session(p_session);
    v_role text;
BEGIN
    SELECT m.account_id, m.role, 'member ' || m.id INTO STRICT account_id, v_role, actor
    FROM identity.member AS m WHERE m.account_id = v_session.account_id AND m.id = v_session.member_id;
    IF v_role NOT IN ('owner', 'finance') THEN
        RAISE SQLSTATE '42501' USING MESSAGE = 'only an owner or finance may spend the account''s money';
    END IF;
END
$$;
