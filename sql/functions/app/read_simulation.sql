-- SPDX-License-Identifier: Apache-2.0
-- Checks what a simulation is asked for: {"bills": [{"workspace"?, "settlement", "lines":
-- [{"item", "amount"}]}]} or {"days", "daily": "average_7_days"}.  Raises LG004, LG005.
CREATE OR REPLACE FUNCTION app.read_simulation(p_body json) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row record;
BEGIN
    IF coalesce(json_typeof(p_body), '') <> 'object' THEN
        PERFORM app.fail_field('', 'an object with bills or with days');
    ELSIF (p_body ->> 'bills' IS NULL) = (p_body ->> 'days' IS NULL) THEN
        PERFORM app.fail_field('/bills', 'there, or days');
    ELSIF p_body ->> 'bills' IS NULL THEN
        PERFORM app.require_text(p_body ->> 'days', '^([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])$',
            '/days',
            'a whole number from 1 to 366');
        PERFORM app.require_choice(p_body ->> 'daily', ARRAY['average_7_days'], '/daily');
        RETURN;
    ELSIF p_body ->> 'daily' IS NOT NULL THEN
        PERFORM app.fail_field('/daily', 'left out with bills');
    END IF;
    PERFORM app.require_array(p_body -> 'bills', 20, '/bills');
    FOR v_row IN
        SELECT b.value, format('/bills/%s', b.ordinality - 1) AS at
        FROM json_array_elements(p_body -> 'bills') WITH ORDINALITY AS b
    LOOP
        IF json_typeof(v_row.value) <> 'object' THEN
            PERFORM app.fail_field(v_row.at, 'an object');
        END IF;
        PERFORM app.require_choice(v_row.value ->> 'settlement', ARRAY['account', 'aws', 'alibaba'],
            v_row.at || '/settlement');
        PERFORM app.require_array(v_row.value -> 'lines', 100, v_row.at || '/lines');
        PERFORM app.check_simulated_line(l.value, format('%s/lines/%s', v_row.at, l.ordinality - 1))
        FROM json_array_elements(v_row.value -> 'lines') WITH ORDINALITY AS l ORDER BY l.ordinality;
    END LOOP;
END
$$;
