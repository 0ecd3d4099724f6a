-- SPDX-License-Identifier: Apache-2.0
-- Gives a site a credential (SHA-256 of the token), once.  Raises LG005, LG011
-- when it is another site's.
CREATE OR REPLACE FUNCTION app.add_credential(p_site catalog.site, p_hash bytea) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_hash IS NULL OR length(p_hash) <> 32 THEN
        PERFORM app.fail_field('/credential', 'the SHA-256 of a credential');
    END IF;
    INSERT INTO catalog.site_credential (hash, site_id) VALUES (p_hash, p_site.id)
    ON CONFLICT (hash) DO NOTHING;
    IF NOT EXISTS (SELECT FROM catalog.site_credential WHERE hash = p_hash AND site_id = p_site.id) THEN
        RAISE SQLSTATE 'LG011' USING MESSAGE = 'another site has this credential';
    END IF;
END
$$;
