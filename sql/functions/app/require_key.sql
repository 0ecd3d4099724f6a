-- SPDX-License-Identifier: Apache-2.0
-- Every call that moves money carries an idempotency key.  Raises LG005.
CREATE OR REPLACE FUNCTION app.require_key(p_request_key uuid) RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_request_key IS NULL THEN
        PERFORM app.fail_field('/key', 'an idempotency key, a UUID');
    END IF;
END
$$;
