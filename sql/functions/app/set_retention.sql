-- SPDX-License-Identifier: Apache-2.0
-- Sets retentions of a workspace ({"logs": "30"}) from a day on.  Raises LG005.
CREATE OR REPLACE FUNCTION app.set_retention(p_workspace_id bigint, p_from_day date, p_retention json)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_retention record;
BEGIN
    FOR v_retention IN
        SELECT key AS data_type, value AS days FROM json_each_text(coalesce(p_retention, '{}'))
    LOOP
        PERFORM app.require_choice(v_retention.data_type, ARRAY['metrics', 'logs', 'apm', 'rum'],
            '/retention');
        PERFORM app.require_text(v_retention.days, '^[1-9][0-9]{0,3}$',
            '/retention/' || v_retention.data_type, 'a whole number of days');
        INSERT INTO account.workspace_retention (workspace_id, data_type, from_day, days)
        VALUES (p_workspace_id, v_retention.data_type, p_from_day, v_retention.days::int)
        ON CONFLICT (workspace_id, data_type, from_day) DO UPDATE SET days = excluded.days;
    END LOOP;
END
$$;
