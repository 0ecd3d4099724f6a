-- SPDX-License-Identifier: Apache-2.0
-- The hash of a request's values, by which a repeated idempotency key is judged.
CREATE OR REPLACE FUNCTION app.request_hash(p_values jsonb) RETURNS bytea
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT sha256(convert_to(p_values::text, 'UTF8'));
END;
