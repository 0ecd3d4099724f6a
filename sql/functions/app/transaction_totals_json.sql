-- SPDX-License-Identifier: Apache-2.0
-- What came in and went out by the entries that app.account_entries gives for the same
-- arguments.  A repayment is neither: it moves money from cash to the arrears and
-- stands on both sides; repaid counts it once.
CREATE OR REPLACE FUNCTION app.transaction_totals_json(
    p_currency text, p_account_id uuid, p_first bigint, p_end bigint, p_type text, p_source text,
    p_direction text, p_purse int)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'count', t.n,
        'in', app.money(p_currency, coalesce(t.gained, 0)),
        'out', app.money(p_currency, coalesce(-t.lost, 0)),
        'repaid', app.money(p_currency, greatest(t.settled, -t.spent, 0)))
    FROM (
        SELECT count(*) AS n,
            (sum(e.amount) FILTER (WHERE e.kind <> 'repayment' AND e.amount > 0))::bigint AS gained,
            (sum(e.amount) FILTER (WHERE e.kind <> 'repayment' AND e.amount < 0))::bigint AS lost,
            (sum(e.amount) FILTER (WHERE e.kind = 'repayment' AND e.amount > 0))::bigint AS settled,
            (sum(e.amount) FILTER (WHERE e.kind = 'repayment' AND e.amount < 0))::bigint AS spent
        FROM app.account_entries(
            p_account_id, p_first, p_end, p_type, p_source, p_direction, p_purse) AS e) AS t;
END;
