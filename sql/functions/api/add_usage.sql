-- SPDX-License-Identifier: Apache-2.0
-- POST /v1/usage.  The session is the site's credential, of which only the SHA-256
-- comes here.  Raises LG001, LG005 (the batch names another site) and what
-- app.add_usage raises.
CREATE OR REPLACE FUNCTION api.add_usage(p_credential bytea, p_body json) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_site catalog.site;
    v_batch record;
BEGIN
    SELECT s.* INTO v_site
    FROM catalog.site_credential AS c JOIN catalog.site AS s ON s.id = c.site_id
    WHERE c.hash = p_credential AND c.revoked_at IS NULL;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG001' USING MESSAGE = 'no site has this credential';
    END IF;
    SELECT * INTO v_batch FROM json_to_record(p_body) AS b (site text, records json);
    IF v_batch.site <> v_site.code THEN
        PERFORM app.fail_field('/site', format('%s, whose credential this is, or left out', v_site.code));
    END IF;
    RETURN app.add_usage(v_site, v_batch.records);
END
$$;
