-- SPDX-License-Identifier: Apache-2.0
-- The records of a batch, read from text: the checks that need no other table.
-- C has checked syntax, members, JSON types and lengths.  Raises LG005 for the
-- first faulty record, naming position and member.
CREATE OR REPLACE FUNCTION app.read_usage(p_records json) RETURNS metering.usage_record[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_records metering.usage_record[];
    v_bad int;
    v_record json;
BEGIN
    IF json_typeof(p_records) IS DISTINCT FROM 'array'
        OR json_array_length(p_records) NOT BETWEEN 1 AND 10000
    THEN
        PERFORM app.fail_field('/records', 'an array of 1 to 10000 records');
    END IF;

    SELECT
        array_agg(
            ((r.ordinality - 1)::int, r.id, r.workspace, r.meter,
            CASE WHEN app.is_hour(r.hour) THEN r.hour::timestamptz END,
            CASE WHEN app.is_quantity(r.quantity) THEN r.quantity::numeric END,
            r.attributes)::metering.usage_record ORDER BY r.ordinality),
        min(r.ordinality - 1) FILTER (WHERE NOT (
            app.is_hour(r.hour) AND app.is_quantity(r.quantity) AND r.id <> '') IS TRUE)
    INTO v_records, v_bad
    FROM ROWS FROM (json_to_recordset(p_records)
        AS (id text, workspace text, meter text, hour text, quantity text, attributes jsonb))
        WITH ORDINALITY AS r;

    IF v_bad IS NOT NULL THEN
        v_record := p_records -> v_bad;
        IF coalesce(v_record ->> 'id', '') = '' THEN
            PERFORM app.fail_field(format('/records/%s/id', v_bad), 'a text of 1 to 128 characters');
        ELSIF NOT app.is_hour(v_record ->> 'hour') THEN
            PERFORM app.fail_field(
                format('/records/%s/hour', v_bad), 'a whole hour of UTC such as 2015-02-27T08:00:00Z');
        END IF;
        PERFORM app.fail_field(
            format('/records/%s/quantity', v_bad), 'a decimal number of 0 or more with at most 9 decimals');
    END IF;
    RETURN v_records;
END
$$;
