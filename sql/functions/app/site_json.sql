-- SPDX-License-Identifier: Apache-2.0
-- A site as every answer shows it.
CREATE OR REPLACE FUNCTION app.site_json(p_site catalog.site, p_created boolean DEFAULT NULL) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_strip_nulls(json_build_object(
        'site', p_site.code, 'name', p_site.name, 'zone', p_site.zone, 'region', p_site.region,
        'cloud', p_site.cloud, 'first_day', p_site.first_day, 'created', p_created));
END;
