-- SPDX-License-Identifier: Apache-2.0
-- Sets a workspace's modes from a day on; another word for the same day before it
-- has begun replaces the first.  Raises LG005.
CREATE OR REPLACE FUNCTION app.set_modes(p_workspace_id bigint, p_from_day date, p_mode text, p_logs_by text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.require_choice(p_mode, ARRAY['default', 'series_and_data'], '/mode');
    PERFORM app.require_choice(p_logs_by, ARRAY['count', 'bytes'], '/logs_by');
    INSERT INTO account.workspace_mode (workspace_id, from_day, mode, logs_by)
    VALUES (p_workspace_id, p_from_day, p_mode, p_logs_by)
    ON CONFLICT (workspace_id, from_day) DO UPDATE SET mode = excluded.mode, logs_by = excluded.logs_by;
END
$$;
