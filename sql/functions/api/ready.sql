-- SPDX-License-Identifier: Apache-2.0
-- GET /readyz.  Ready means: the database answers, and the worker's version lies
-- between the oldest that this schema serves and the schema's own.  Raises LG017.
CREATE OR REPLACE FUNCTION api.ready(p_worker_version int) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_schema int;
    v_oldest int;
BEGIN
    SELECT max(number) INTO v_schema FROM ops.migration;
    SELECT min_worker_version INTO v_oldest FROM ops.setting;
    IF p_worker_version NOT BETWEEN v_oldest AND v_schema THEN
        RAISE SQLSTATE 'LG017' USING
            MESSAGE = format('the worker is of version %s, the database serves %s to %s',
                p_worker_version, v_oldest, v_schema);
    END IF;
    RETURN json_build_object(
        'status', 'ready', 'schema_version', v_schema, 'min_worker_version', v_oldest,
        'worker_version', p_worker_version, 'clock', app.clock_json());
END
$$;
