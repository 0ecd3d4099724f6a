-- SPDX-License-Identifier: Apache-2.0
-- Notes the operation that somebody asked for and gives its number; its entries follow by
-- app.post, at least one.  The caller holds the account's lock; p_request_key may be NULL
-- for what the system does by itself.
CREATE OR REPLACE FUNCTION app.open_operation(
    p_account ledger.account, p_kind text, p_request_key uuid, p_request_hash bytea, p_actor text,
        p_reason text)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO ledger.operation
        (account_id, number, kind, request_key, request_hash, actor, reason, recorded_at)
    VALUES (p_account.account_id, p_account.last_operation + 1, p_kind, p_request_key, p_request_hash,
        p_actor, p_reason, app.next_stamp(p_account.last_at));
    RETURN p_account.last_operation + 1;
END
$$;
