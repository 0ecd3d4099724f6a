-- SPDX-License-Identifier: Apache-2.0
-- Who pays what of some charges: the rule of product section 3, purse by purse and line
-- by line, as one would do it by hand.  p_last are the sources after the purses, in order,
-- of which the last one pays whatever is left.  p_kinds are the kinds of purses that may pay.
-- Gives one posting a source.  app.settle_plain does the same for the bills of many plain
-- accounts at once; a test holds them together.  The caller holds the account's lock.
-- Changes nothing.
CREATE OR REPLACE FUNCTION app.plan(
    p_account ledger.account, p_at timestamptz, p_kinds text[], p_last text[], p_items text[],
    p_eligible boolean[], p_charges bigint[])
RETURNS ledger.posting[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_postings ledger.posting[] := ARRAY[]::ledger.posting[];
    v_left bigint[] := p_charges;
    v_total bigint := 0;
    v_spend bigint := 0;
    v_source record;
    v_room bigint;
    v_take bigint;
    v_taken bigint;
    v_lines int[];
    v_amounts bigint[];
BEGIN
    FOR v_line IN 1 .. cardinality(p_charges) LOOP
        v_total := v_total + p_charges[v_line];
        IF p_eligible[v_line] THEN
            v_spend := v_spend + p_charges[v_line];
        END IF;
    END LOOP;
    FOR v_source IN
        SELECT u.place, u.kind AS source, u.number AS purse, u.balance AS room, u.items, u.min_spend
        FROM app.usable_purses(ARRAY[p_account.account_id], p_at) AS u WHERE u.kind = ANY (p_kinds)
        UNION ALL
        SELECT 1000000 + l.place::int, l.source, NULL,
            CASE l.source WHEN 'cash' THEN p_account.cash ELSE 9223372036854775807 END, NULL, 0
        FROM unnest(p_last) WITH ORDINALITY AS l (source, place)
        ORDER BY 1
    LOOP
        EXIT WHEN v_total = 0;
        CONTINUE WHEN v_source.source = 'full_reduction' AND v_source.min_spend > v_spend;
        v_room := v_source.room;
        v_taken := 0;
        v_lines := '{}';
        v_amounts := '{}';
        FOR v_line IN 1 .. cardinality(v_left) LOOP
            EXIT WHEN v_room = 0;
            CONTINUE WHEN v_left[v_line] = 0
                OR (NOT p_eligible[v_line] AND v_source.source IN ('ordinary', 'full_reduction'))
                OR (v_source.items IS NOT NULL AND p_items[v_line] <> ALL (v_source.items));
            v_take := least(v_room, v_left[v_line]);
            v_left[v_line] := v_left[v_line] - v_take;
            v_room := v_room - v_take;
            v_taken := v_taken + v_take;
            v_lines := v_lines || v_line;
            v_amounts := v_amounts || v_take;
        END LOOP;
        IF v_taken > 0 THEN
            v_total := v_total - v_taken;
            v_postings := v_postings || ROW(v_source.source, v_source.purse, -v_taken, v_lines, v_amounts)::ledger.posting;
        END IF;
    END LOOP;
    RETURN v_postings;
END
$$;
