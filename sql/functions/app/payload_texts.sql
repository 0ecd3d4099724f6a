-- SPDX-License-Identifier: Apache-2.0
-- A member of a proposal's payload that is an array of up to p_most strings; NULL when it is
-- not there or null.  Raises LG005.
CREATE OR REPLACE FUNCTION app.payload_texts(p_payload jsonb, p_name text, p_most int) RETURNS text[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_array CONSTANT jsonb := nullif(p_payload -> p_name, 'null');
    v_texts text[];
BEGIN
    IF v_array IS NULL THEN
        RETURN NULL;
    ELSIF jsonb_typeof(v_array) <> 'array' OR EXISTS (
        SELECT FROM jsonb_path_query(v_array, 'strict $[*] ? (@.type() != "string")'))
    THEN
        PERFORM app.fail_field('/payload/' || p_name, 'an array of strings');
    ELSIF jsonb_array_length(v_array) > p_most THEN
        PERFORM app.fail_field('/payload/' || p_name, format('an array of at most %s strings', p_most));
    END IF;
    SELECT coalesce(array_agg(e.value ORDER BY e.ordinality), '{}') INTO v_texts
    FROM jsonb_array_elements_text(v_array) WITH ORDINALITY AS e;
    RETURN v_texts;
END
$$;
