-- SPDX-License-Identifier: Apache-2.0
-- Every source that was considered for a settled bill, in order, with what it paid by the
-- journal or why it paid nothing.  p_first and p_last are its first and last entry; of a bill
-- of 0 the first one after its settlement and NULL; p_at is the instant of the rule; p_owner as
-- app.source_json has it.
CREATE OR REPLACE FUNCTION app.deduction_sources(
    p_bill billing.bill, p_method text, p_first bigint, p_last bigint, p_at timestamptz, p_owner uuid)
RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_sources json[] := ARRAY[]::json[];
    v_items text[];
    v_can boolean[];
    v_charges bigint[];
    v_open bigint[];
    v_spend bigint;
    v_row record;
    v_entry ledger.entry;
    v_purse ledger.purse;
    v_may boolean[];
    v_eligible bigint;
    v_outcome text;
    v_source text;
    v_before bigint;
BEGIN
    SELECT array_agg(l.item ORDER BY l.line), array_agg(l.voucher_eligible ORDER BY l.line),
        array_agg(l.charge ORDER BY l.line),
        coalesce(sum(l.charge) FILTER (WHERE l.voucher_eligible), 0)::bigint
    INTO v_items, v_can, v_charges, v_spend
    FROM billing.bill_line AS l
    WHERE l.account_id = p_bill.account_id AND l.bill_id = p_bill.id AND l.day = p_bill.day;
    v_open := v_charges;
    FOR v_row IN
        SELECT u AS purse, u.kind::text AS source FROM app.purses_before(p_bill.account_id, p_first) AS u
        UNION ALL
        SELECT NULL::ledger.purse, s FROM unnest(CASE p_method WHEN 'account' THEN ARRAY['cash', 'arrears']
            ELSE ARRAY[p_method] END) AS s
    LOOP
        v_purse := v_row.purse;
        v_source := v_row.source;
        SELECT * INTO v_entry FROM ledger.entry AS e
        WHERE e.account_id = p_bill.account_id AND e.seq BETWEEN p_first AND p_last AND e.source = v_source
            AND e.purse IS NOT DISTINCT FROM v_purse.number;
        v_may := ARRAY(SELECT (l.can OR v_source NOT IN ('ordinary', 'full_reduction'))
                AND (v_purse.items IS NULL OR l.item = ANY (v_purse.items))
            FROM unnest(v_items, v_can) WITH ORDINALITY AS l (item, can, line) ORDER BY l.line);
        v_eligible := (SELECT coalesce(sum(o.charge) FILTER (WHERE o.may), 0)::bigint
            FROM unnest(v_open, v_may) AS o (charge, may));
        v_before := CASE
            WHEN v_purse.number IS NOT NULL THEN v_purse.balance
            ELSE app.balance_before(p_bill.account_id, p_first, v_source) END;
        v_outcome := CASE
            WHEN v_entry.seq IS NOT NULL THEN 'used'
            WHEN v_purse.number IS NOT NULL THEN app.purse_outcome(v_purse, p_at, p_bill.total, v_spend,
                EXISTS (SELECT FROM unnest(v_charges, v_may) AS l (charge, may) WHERE l.charge > 0 AND l.may),
                v_eligible)
            WHEN v_source = 'cash' AND v_before = 0 THEN 'empty'
            ELSE 'nothing_left' END;
        v_sources := v_sources || app.source_json(
            p_bill.currency, cardinality(v_sources) + 1, v_source, p_owner, v_purse, v_outcome,
            CASE v_outcome WHEN 'min_spend_unmet' THEN v_purse.min_spend - v_spend END, NULL, v_eligible,
            coalesce(-v_entry.amount, 0), v_before, v_entry.lines, v_entry.line_amounts);
        v_open := ARRAY(SELECT o.charge - coalesce(t.amount, 0)
            FROM unnest(v_open) WITH ORDINALITY AS o (charge, line)
            LEFT JOIN unnest(v_entry.lines, v_entry.line_amounts) AS t (line, amount) ON t.line = o.line
            ORDER BY o.line);
    END LOOP;
    RETURN array_to_json(v_sources);
END
$$;
