-- SPDX-License-Identifier: Apache-2.0
-- The workspace with that code at a site; without a site the code must be the
-- only one of its kind.  Raises LG006, LG007.
CREATE OR REPLACE FUNCTION app.workspace_of(p_site text, p_code text) RETURNS account.workspace
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_workspace account.workspace;
    v_site catalog.site;
BEGIN
    IF p_site IS NOT NULL THEN
        v_site := app.site_of(p_site);
        SELECT * INTO v_workspace FROM account.workspace WHERE site_id = v_site.id AND code = p_code;
    ELSIF (SELECT count(*) FROM account.workspace WHERE code = p_code) > 1 THEN
        PERFORM app.fail_field('/site', 'several sites have such a workspace; name the site');
    ELSE
        SELECT * INTO v_workspace FROM account.workspace WHERE code = p_code;
    END IF;
    IF v_workspace.id IS NULL THEN
        RAISE SQLSTATE 'LG007' USING MESSAGE = format('no workspace %s', p_code);
    END IF;
    RETURN v_workspace;
END
$$;
