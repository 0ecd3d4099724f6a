-- SPDX-License-Identifier: Apache-2.0
-- A bill with why it was paid as it was, as both doors answer.
CREATE OR REPLACE FUNCTION app.bill_explanation_json(p_bill billing.bill) RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_head CONSTANT jsonb := app.bill_json(p_bill)::jsonb - 'paid' - 'settlement' - 'currency' - 'total';
    v_settlement billing.settlement;
BEGIN
    SELECT * INTO v_settlement FROM billing.settlement AS s
    WHERE s.account_id = p_bill.account_id AND s.bill_id = p_bill.id;
    RETURN app.json_merge(v_head::json, app.explanation_json(p_bill, v_settlement,
        CASE WHEN v_settlement.first_seq IS NULL AND v_settlement.bill_id IS NOT NULL
            THEN app.seq_at(p_bill.account_id, v_settlement.settled_at) END, p_bill.account_id));
END
$$;
