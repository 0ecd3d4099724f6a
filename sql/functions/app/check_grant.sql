-- SPDX-License-Identifier: Apache-2.0
-- The terms of a purse that the doors accept: a kind, a validity that is not empty
-- or over, items some list knows, min_spend for full-reduction vouchers alone.
-- Raises LG005, naming the member of a proposal's payload.
CREATE OR REPLACE FUNCTION app.check_grant(
    p_kind text, p_valid_from timestamptz, p_expires_at timestamptz, p_items text[],
    p_min_spend numeric)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_unknown text;
BEGIN
    IF p_kind IS NULL OR p_kind NOT IN ('ordinary', 'full_reduction', 'card') THEN
        PERFORM app.fail_field('/payload/kind', 'ordinary or full_reduction');
    ELSIF NOT coalesce(isfinite(p_valid_from), true) THEN
        PERFORM app.fail_field('/payload/valid_from', 'an instant, or nothing');
    ELSIF p_expires_at <= coalesce(p_valid_from, '-infinity') OR p_expires_at <= app.clock()
        OR NOT coalesce(isfinite(p_expires_at), true)
    THEN
        PERFORM app.fail_field(
            '/payload/expires_at', 'an instant after the clock and after valid_from, or nothing');
    ELSIF p_items = '{}' THEN
        PERFORM app.fail_field('/payload/items', 'items of a price list, or nothing for no scope');
    ELSIF p_min_spend <> 0 AND p_kind <> 'full_reduction' THEN
        PERFORM app.fail_field('/payload/min_spend', 'nothing: only full-reduction vouchers have one');
    ELSIF p_min_spend < 0 THEN
        PERFORM app.fail_field('/payload/min_spend', 'an amount of 0 or more');
    END IF;
    SELECT u.item INTO v_unknown FROM unnest(p_items) AS u (item)
    WHERE NOT EXISTS (SELECT FROM catalog.item AS i WHERE i.code = u.item) LIMIT 1;
    IF FOUND THEN
        PERFORM app.fail_field('/payload/items', format('items of a price list; %s is in none', v_unknown));
    END IF;
END
$$;
