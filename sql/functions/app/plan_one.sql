-- SPDX-License-Identifier: Apache-2.0
-- Who pays what of one due bill: the rule of product section 3, purse by purse and
-- line by line, as one would do it by hand.  app.plan_many does the same for many
-- plain accounts at once; a test holds them together.  The caller holds the
-- account's lock.  Changes nothing.
CREATE OR REPLACE FUNCTION app.plan_one(p_account ledger.account, p_due billing.due) RETURNS ledger.leg[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_legs ledger.leg[] := ARRAY[]::ledger.leg[];
    v_items text[];
    v_eligible boolean[];
    v_left bigint[];
    v_source record;
    v_room bigint;
    v_take bigint;
BEGIN
    SELECT array_agg(item ORDER BY line), array_agg(voucher_eligible ORDER BY line),
        array_agg(charge ORDER BY line)
    INTO v_items, v_eligible, v_left
    FROM billing.bill_line
    WHERE account_id = p_due.account_id AND bill_id = p_due.bill_id AND day = p_due.day;

    FOR v_source IN
        SELECT place, kind AS source, number AS purse, balance AS room, items, min_spend
        FROM app.usable_purses(ARRAY[p_due.account_id], p_due.ends_at - interval '1 microsecond')
        WHERE kind <> 'full_reduction' OR min_spend <= (
            SELECT coalesce(sum(charge), 0) FROM billing.bill_line
            WHERE account_id = p_due.account_id AND bill_id = p_due.bill_id AND day = p_due.day
                AND voucher_eligible)
        UNION ALL
        SELECT 1000000, 'cash', NULL, p_account.cash - p_account.frozen, NULL, 0
        WHERE p_due.method = 'account'
        UNION ALL
        SELECT 1000001, CASE p_due.method WHEN 'account' THEN 'arrears' ELSE p_due.method END,
            NULL, 9223372036854775807, NULL, 0
        ORDER BY 1
    LOOP
        v_room := v_source.room;
        FOR v_line IN 1 .. coalesce(cardinality(v_left), 0) LOOP
            CONTINUE WHEN v_source.source IN ('ordinary', 'full_reduction') AND NOT v_eligible[v_line];
            CONTINUE WHEN v_source.items IS NOT NULL AND v_items[v_line] <> ALL (v_source.items);
            v_take := least(v_room, v_left[v_line]);
            CONTINUE WHEN v_take = 0;
            v_legs := v_legs || (p_due.account_id, p_due.place, v_source.place, v_source.source,
                v_source.purse, v_line, v_take)::ledger.leg;
            v_left[v_line] := v_left[v_line] - v_take;
            v_room := v_room - v_take;
        END LOOP;
    END LOOP;
    RETURN v_legs;
END
$$;
