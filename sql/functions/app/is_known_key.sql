-- SPDX-License-Identifier: Apache-2.0
-- Whether the account has seen the idempotency key.  The caller holds its lock.
CREATE OR REPLACE FUNCTION app.is_known_key(p_account_id uuid, p_request_key uuid) RETURNS boolean
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM ledger.operation AS o
        WHERE o.account_id = p_account_id AND o.request_key = p_request_key);
END;
