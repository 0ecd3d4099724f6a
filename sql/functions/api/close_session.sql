-- SPDX-License-Identifier: Apache-2.0
-- DELETE /v1/session: ends the session with all its tokens.  Raises LG001.
CREATE OR REPLACE FUNCTION api.close_session(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.member_session(p_session);
    UPDATE identity.session SET revoked_at = clock_timestamp() WHERE id = p_session AND revoked_at IS NULL;
    RETURN json_build_object('closed', true);
END
$$;
