-- SPDX-License-Identifier: Apache-2.0
-- Why a bill was paid as it was: rounding, and every source in the order considered.  A bill
-- of 0 has no entries: p_next tells the first one after its settlement.  p_settlement NULL:
-- not settled yet.  p_owner as app.source_json has it.
CREATE OR REPLACE FUNCTION app.explanation_json(
    p_bill billing.bill, p_settlement billing.settlement, p_next bigint, p_owner uuid)
RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_at CONSTANT timestamptz := p_bill.ends_at
        - CASE WHEN p_bill.kind = 'daily' THEN interval '1 microsecond' ELSE interval '0' END;
BEGIN
    RETURN json_build_object(
        'settlement', p_settlement.method, 'currency', p_bill.currency,
        'direction', CASE WHEN p_bill.total < 0 THEN 'give_back' ELSE 'deduct' END,
        'at', app.instant(v_at), 'total', app.money(p_bill.currency, p_bill.total),
        'eligible_spend', (SELECT app.money(p_bill.currency,
                coalesce(sum(l.charge) FILTER (WHERE l.voucher_eligible), 0)::bigint)
            FROM billing.bill_line AS l
            WHERE l.account_id = p_bill.account_id AND l.bill_id = p_bill.id AND l.day = p_bill.day),
        'rounding', app.rounding_json(p_bill),
        'sources', CASE
            WHEN p_settlement.bill_id IS NULL THEN '[]'
            WHEN p_bill.total < 0 THEN app.given_back_sources(p_bill, p_settlement)
            ELSE app.deduction_sources(p_bill, p_settlement.method,
                coalesce(p_settlement.first_seq, p_next), p_settlement.last_seq, v_at, p_owner) END);
END
$$;
