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
    v_purses ledger.purse[] := ARRAY[]::ledger.purse[];
    v_purse ledger.purse;
    v_source text;
    v_room bigint;
    v_take bigint;
    v_taken bigint;
    v_lines int[];
    v_amounts bigint[];
BEGIN
    IF p_account.ordinary + p_account.full_reduction + p_account.cards > 0 THEN
        v_purses := ARRAY(SELECT u FROM ledger.purse AS u
            WHERE u.account_id = p_account.account_id AND app.is_usable(u, p_at) AND u.kind = ANY (p_kinds)
            ORDER BY array_position(ARRAY['ordinary', 'full_reduction', 'card'], u.kind::text),
                u.expires_at NULLS LAST, u.balance, u.number);
    END IF;
    FOR v_place IN 1 .. cardinality(v_purses) + cardinality(p_last) LOOP
        v_purse := v_purses[v_place];
        IF v_place <= cardinality(v_purses) THEN
            v_source := v_purse.kind;
            v_room := v_purse.balance;
            CONTINUE WHEN v_source = 'full_reduction' AND v_purse.min_spend > (
                SELECT coalesce(sum(charge), 0) FROM unnest(p_charges, p_eligible) AS l (charge, eligible)
                WHERE eligible);
        ELSE
            v_source := p_last[v_place - cardinality(v_purses)];
            v_room := CASE v_source WHEN 'cash' THEN p_account.cash ELSE 9223372036854775807 END;
        END IF;
        v_taken := 0;
        v_lines := '{}';
        v_amounts := '{}';
        FOR v_line IN 1 .. cardinality(v_left) LOOP
            EXIT WHEN v_room = 0;
            v_take := least(v_room, v_left[v_line]);
            CONTINUE WHEN v_take = 0
                OR (NOT p_eligible[v_line] AND v_source IN ('ordinary', 'full_reduction'))
                OR (v_purse.items IS NOT NULL AND p_items[v_line] <> ALL (v_purse.items));
            v_left[v_line] := v_left[v_line] - v_take;
            v_room := v_room - v_take;
            v_taken := v_taken + v_take;
            v_lines := v_lines || v_line;
            v_amounts := v_amounts || v_take;
        END LOOP;
        IF v_taken > 0 THEN
            v_postings := v_postings || ROW(v_source, v_purse.number, -v_taken, v_lines, v_amounts)::ledger.posting;
        END IF;
    END LOOP;
    RETURN v_postings;
END
$$;
