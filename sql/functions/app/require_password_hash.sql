-- SPDX-License-Identifier: Apache-2.0
-- Refuses what is no hash of Argon2id; the password itself never comes here.
-- Raises LG005.
CREATE OR REPLACE FUNCTION app.require_password_hash(p_hash text) RETURNS void
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT app.require_text(p_hash, '^\$argon2id\$v=19\$[!-~]{20,200}$', '/password', 'hashed by Argon2id');
END;
