-- SPDX-License-Identifier: Apache-2.0
-- Opens an operation of an account and gives its number; its entries follow by
-- app.post.  The caller holds the account's lock.
CREATE OR REPLACE FUNCTION app.open_operation(
    p_account_id uuid, p_kind text, p_request_key uuid, p_request_hash bytea, p_actor text, p_reason text)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account;
BEGIN
    UPDATE ledger.account SET last_operation = last_operation + 1
    WHERE account_id = p_account_id RETURNING * INTO STRICT v_account;
    INSERT INTO ledger.operation
        (account_id, number, kind, request_key, request_hash, actor, reason, recorded_at)
    VALUES (p_account_id, v_account.last_operation, p_kind, p_request_key, p_request_hash, p_actor,
        p_reason, app.next_stamp(v_account.last_at));
    RETURN v_account.last_operation;
END
$$;
