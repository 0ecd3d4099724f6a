-- SPDX-License-Identifier: Apache-2.0
-- The answer given before to this idempotency key of the account, or NULL when the
-- key is new.  The caller holds the account's lock.  Raises LG003 when the key was
-- used for another request.
CREATE OR REPLACE FUNCTION app.stored_answer(p_account_id uuid, p_request_key uuid, p_request_hash bytea)
RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_operation ledger.operation;
BEGIN
    SELECT * INTO v_operation FROM ledger.operation
    WHERE account_id = p_account_id AND request_key = p_request_key;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF v_operation.request_hash <> p_request_hash THEN
        RAISE SQLSTATE 'LG003' USING MESSAGE = 'this key was used for another request of the account';
    END IF;
    RETURN (SELECT answer FROM ledger.answer
        WHERE account_id = p_account_id AND operation = v_operation.number);
END
$$;
