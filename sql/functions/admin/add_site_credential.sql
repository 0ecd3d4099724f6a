-- SPDX-License-Identifier: Apache-2.0
-- Gives a site another credential (SHA-256 of the token); the earlier ones go on to
-- work.  Raises LG005, LG006, LG011.
CREATE OR REPLACE FUNCTION admin.add_site_credential(
    p_session uuid, p_site text, p_credential_hash bytea, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_site CONSTANT catalog.site := app.site_of(p_site);
BEGIN
    PERFORM app.add_credential(v_site, p_credential_hash);
    PERFORM app.audit(v_actor, 'add_site_credential', p_site, app.reason(p_reason), NULL, NULL);
    RETURN app.site_json(v_site);
END
$$;
