-- SPDX-License-Identifier: Apache-2.0
-- Who is given back how much of a correction's charges, which are below 0: each source in the
-- order of app.taken up to what it has paid, and of its part the lines in their order.  Charges
-- of no more than the lines have come to are always given back in full.  Changes nothing.
CREATE OR REPLACE FUNCTION app.plan_return(p_bill billing.bill, p_charges bigint[]) RETURNS ledger.posting[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_postings ledger.posting[] := ARRAY[]::ledger.posting[];
    v_left bigint[] := p_charges;
    v_taken record;
    v_room bigint;
    v_back bigint;
    v_lines int[];
    v_amounts bigint[];
BEGIN
    FOR v_taken IN SELECT t.* FROM app.taken(p_bill) AS t ORDER BY t.place LOOP
        v_room := v_taken.amount;
        v_lines := '{}';
        v_amounts := '{}';
        FOR v_line IN 1 .. cardinality(v_left) LOOP
            v_back := least(v_room, -v_left[v_line]);
            CONTINUE WHEN v_back = 0;
            v_left[v_line] := v_left[v_line] + v_back;
            v_room := v_room - v_back;
            v_lines := v_lines || v_line;
            v_amounts := v_amounts || -v_back;
        END LOOP;
        CONTINUE WHEN v_room = v_taken.amount;
        v_postings := v_postings || ROW(v_taken.source, v_taken.purse, v_taken.amount - v_room, v_lines,
            v_amounts)::ledger.posting;
    END LOOP;
    RETURN v_postings;
END
$$;
