-- SPDX-License-Identifier: Apache-2.0
-- Refuses a proposal's payload that is no object or has a member that its kind does not know.
-- Raises LG005, naming the member.
CREATE OR REPLACE FUNCTION app.payload_members(p_payload jsonb, p_members text[]) RETURNS void
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_unknown text;
BEGIN
    IF coalesce(jsonb_typeof(p_payload), '') <> 'object' THEN
        PERFORM app.fail_field('/payload', 'an object');
    END IF;
    SELECT min(k) INTO v_unknown FROM jsonb_object_keys(p_payload) AS k WHERE k <> ALL (p_members);
    IF v_unknown IS NOT NULL THEN
        PERFORM app.fail_field('/payload/' || left(v_unknown, 100), 'left out: the kind has no such member');
    END IF;
END
$$;
