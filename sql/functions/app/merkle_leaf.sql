-- SPDX-License-Identifier: Apache-2.0
-- The leaf of an account's head in a block: SHA-256 over a byte 0, the account's id, the
-- head's seq in 8 bytes and its hash.
CREATE OR REPLACE FUNCTION app.merkle_leaf(p_account_id uuid, p_seq bigint, p_hash bytea) RETURNS bytea
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT sha256('\x00'::bytea || uuid_send(p_account_id) || int8send(p_seq) || p_hash);
END;
