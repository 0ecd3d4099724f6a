-- SPDX-License-Identifier: Apache-2.0
-- What became of the purses of a copied account once p_due was settled: spent, run out on
-- which day, expired unused up to p_until.  p_due as app.stage_days gives it.
CREATE OR REPLACE FUNCTION app.simulated_purses_json(
    p_account account.account, p_copy ledger.account, p_due billing.due[], p_from date, p_until timestamptz)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH used AS (
        SELECT e.purse, -sum(e.amount)::bigint AS spent, max(d.place)
            FILTER (WHERE e.balance_after = 0) AS place
        FROM ledger.entry AS e JOIN unnest(p_due) AS d ON d.bill_id = e.bill_id
        WHERE e.account_id = p_copy.account_id AND e.purse IS NOT NULL
        GROUP BY e.purse
    )
    SELECT coalesce(json_agg(json_build_object(
        'purse', o.id, 'purse_number', o.number, 'kind', o.kind, 'valid_from', app.instant(o.valid_from),
        'expires_at', app.instant(o.expires_at), 'is_frozen', o.frozen,
        'before', app.money(p_copy.currency, c.balance + coalesce(u.spent, 0)),
        'spent', app.money(p_copy.currency, coalesce(u.spent, 0)),
        'after', app.money(p_copy.currency, c.balance),
        'runs_out', p_from + u.place,
        'expires_unused', CASE WHEN c.balance > 0 AND o.expires_at <= p_until
            THEN app.money(p_copy.currency, c.balance) END) ORDER BY o.number), '[]')
    FROM ledger.purse AS c
    JOIN ledger.purse AS o ON o.account_id = p_account.id AND o.number = c.number
    LEFT JOIN used AS u ON u.purse = c.number
    WHERE c.account_id = p_copy.account_id AND c.balance + coalesce(u.spent, 0) > 0;
END;
