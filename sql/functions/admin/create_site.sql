-- SPDX-License-Identifier: Apache-2.0
-- Makes a site with its first credential (SHA-256 of the token).  Its first billing
-- day is the local day of the clock now.  The same site again changes nothing, its
-- credential included: "created" tells.  Raises LG005, LG011.
CREATE OR REPLACE FUNCTION admin.create_site(
    p_session uuid, p_code text, p_name text, p_zone text, p_region text, p_cloud text,
    p_credential_hash bytea)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_site catalog.site;
BEGIN
    PERFORM app.require_text(p_code, '^[a-z0-9][a-z0-9-]{0,31}$', '/code',
        '1 to 32 small letters, digits and hyphens');
    PERFORM app.require_text(p_name, '^.{1,200}$', '/name', 'a name of 1 to 200 characters');
    PERFORM app.require_zone(p_zone, '/zone');
    PERFORM app.require_choice(p_region, ARRAY['CN', 'INT'], '/region');
    IF p_cloud IS NOT NULL THEN
        PERFORM app.require_choice(p_cloud, ARRAY['alibaba', 'aws'], '/cloud');
    END IF;
    INSERT INTO catalog.site (code, name, zone, region, cloud, first_day, created_at)
    VALUES (p_code, p_name, p_zone, p_region, p_cloud, (app.clock() AT TIME ZONE p_zone)::date, app.clock())
    ON CONFLICT (code) DO NOTHING RETURNING * INTO v_site;
    IF NOT FOUND THEN
        v_site := app.site_of(p_code);
        IF (v_site.name, v_site.zone, v_site.region, v_site.cloud)
            IS DISTINCT FROM (p_name, p_zone, p_region, p_cloud)
        THEN
            RAISE SQLSTATE 'LG011' USING MESSAGE = format('site %s exists with other values', p_code);
        END IF;
        RETURN app.site_json(v_site, false);
    END IF;
    PERFORM app.add_credential(v_site, p_credential_hash);
    PERFORM app.ensure_site_days(v_site.id);
    PERFORM app.audit(v_actor, 'create_site', p_code, NULL, NULL, app.site_json(v_site)::jsonb);
    RETURN app.site_json(v_site, true);
END
$$;
