-- SPDX-License-Identifier: Apache-2.0
-- Whether a failure is of the moment (serialization, resources, lock, cancel, system)
-- and not of what was worked on: the transaction is to end and be tried again.
CREATE OR REPLACE FUNCTION app.is_transient(p_sqlstate text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT left(p_sqlstate, 2) IN ('40', '53', '55', '57', '58');
END;
