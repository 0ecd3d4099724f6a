-- SPDX-License-Identifier: Apache-2.0
-- The site with that code.  Raises LG006.
CREATE OR REPLACE FUNCTION app.site_of(p_code text) RETURNS catalog.site
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_site catalog.site;
BEGIN
    SELECT * INTO v_site FROM catalog.site WHERE code = p_code;
    IF NOT FOUND THEN
        RAISE SQLSTATE 'LG006' USING MESSAGE = format('no site %s', p_code);
    END IF;
    RETURN v_site;
END
$$;
