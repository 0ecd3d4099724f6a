-- SPDX-License-Identifier: Apache-2.0
-- How many points are stored, and how many of them are in each state of
-- app.usage_states.  Raises LG001.
CREATE OR REPLACE FUNCTION admin.count_usage(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN (SELECT json_build_object(
            'stored', count(*),
            'billed', count(*) FILTER (WHERE state = 'billed'),
            'not_billed', count(*) FILTER (WHERE state = 'not_billed'),
            'faulted', count(*) FILTER (WHERE state = 'faulted'),
            'open', count(*) FILTER (WHERE state = 'open'))
        FROM app.usage_states('-infinity', 'infinity'));
END
$$;
