-- SPDX-License-Identifier: Apache-2.0
-- A block's digest: SHA-256 over a byte 2, number, stamp in microseconds since 1970-01-01 UTC and
-- count of heads, each in 8 bytes, the digest of the block before (32 bytes of 0 for the
-- first) and the root.
CREATE OR REPLACE FUNCTION app.block_digest(
    p_number bigint, p_made_at timestamptz, p_heads int, p_previous bytea, p_root bytea)
RETURNS bytea
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT sha256('\x02'::bytea || int8send(p_number)
        || int8send((extract(epoch FROM p_made_at) * 1000000)::bigint) || int8send(p_heads::bigint)
        || p_previous || p_root);
END;
