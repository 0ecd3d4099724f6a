-- SPDX-License-Identifier: Apache-2.0
-- What came in and went out by the entries that app.account_entries gives for the same
-- arguments.  What moves between sources of the account is neither: funds that are frozen
-- or unfrozen, cash that a card is bought with, an expired card's substitute, and a repayment,
-- from cash to the arrears; repaid counts it once.
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
            (sum(e.amount) FILTER (WHERE NOT m.within AND e.amount > 0))::bigint AS gained,
            (sum(e.amount) FILTER (WHERE NOT m.within AND e.amount < 0))::bigint AS lost,
            (sum(e.amount) FILTER (WHERE e.kind = 'repayment' AND e.amount > 0))::bigint AS settled,
            (sum(e.amount) FILTER (WHERE e.kind = 'repayment' AND e.amount < 0))::bigint AS spent
        FROM app.account_entries(
            p_account_id, p_first, p_end, p_type, p_source, p_direction, p_purse) AS e
        CROSS JOIN LATERAL (
            SELECT e.kind IN ('repayment', 'freeze',
                'unfreeze') OR e.contra = 'purchase' AS within) AS m) AS t;
END;
