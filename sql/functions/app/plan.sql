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
AS $$
DECLARE
    v_postings ledger.posting[] := ARRAY[]::ledger.posting[];
    v_left bigint[] := p_charges;
    v_total bigint := 0;
    v_spend bigint := 0;
    v_purses ledger.purse[] := ARRAY[]::ledger.purse[];
    v_purse ledger.purse;
    v_source text;
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
    IF p_account.ordinary + p_account.full_reduction + p_account.cards > 0 THEN
        v_purses := ARRAY(SELECT u FROM ledger.purse AS u
            WHERE u.account_id = p_account.account_id AND app.is_usable(u, p_at) AND u.kind = ANY (p_kinds)
                AND (u.kind <> 'full_reduction' OR u.min_spend <= v_spend)
            ORDER BY array_position(ARRAY['ordinary', 'full_reduction', 'card'], u.kind::text),
                u.expires_at NULLS LAST, u.balance, u.number);
    END IF;
    FOR v_place IN 1 .. cardinality(v_purses) + cardinality(p_last) LOOP
        EXIT WHEN v_total = 0;
        v_purse := v_purses[v_place];
        IF v_place <= cardinality(v_purses) THEN
            v_source := v_purse.kind;
            v_room := v_purse.balance;
        ELSE
            v_source := p_last[v_place - cardinality(v_purses)];
            v_room := CASE v_source WHEN 'cash' THEN p_account.cash ELSE v_total END;
        END IF;
        v_taken := 0;
        v_lines := '{}';
        v_amounts := '{}';
        FOR v_line IN 1 .. cardinality(v_left) LOOP
            v_take := least(v_room - v_taken, v_left[v_line]);
            CONTINUE WHEN v_take = 0
                OR (v_source IN ('ordinary', 'full_reduction') AND NOT p_eligible[v_line])
                OR (v_purse.items IS NOT NULL AND p_items[v_line] <> ALL (v_purse.items));
            v_left[v_line] := v_left[v_line] - v_take;
            v_taken := v_taken + v_take;
            v_lines := v_lines || v_line;
            v_amounts := v_amounts || v_take;
        END LOOP;
        IF v_taken > 0 THEN
            v_total := v_total - v_taken;
            v_postings := v_postings || ROW(v_source, v_purse.number, -v_taken, v_lines,
                v_amounts)::ledger.posting;
        END IF;
    END LOOP;
    RETURN v_postings;
END
$$;
