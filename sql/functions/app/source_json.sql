-- SPDX-License-Identifier: Apache-2.0
-- One source as explanations show it; p_amount is what it paid (given back: negative),
-- p_lines and p_amounts the lines for it.  p_purse without a number: no purse; p_owner is the
-- account by whose purses the purse is named.
CREATE OR REPLACE FUNCTION app.source_json(
    p_currency text, p_place int, p_source text, p_owner uuid, p_purse ledger.purse, p_outcome text,
    p_short bigint, p_capacity bigint, p_eligible bigint, p_amount bigint, p_before bigint, p_lines int[],
    p_amounts bigint[])
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'place', p_place, 'source', p_source,
        'purse', (SELECT u.id FROM ledger.purse AS u WHERE u.account_id = p_owner
            AND u.number = p_purse.number),
        'purse_number', p_purse.number,
        'valid_from', app.instant(p_purse.valid_from), 'expires_at', app.instant(p_purse.expires_at),
        'items', p_purse.items,
        'min_spend', CASE WHEN p_source = 'full_reduction' THEN app.money(p_currency, p_purse.min_spend) END,
        'outcome', p_outcome, 'short', app.money(p_currency, p_short),
        'capacity', app.money(p_currency, p_capacity), 'eligible_amount', app.money(p_currency, p_eligible),
        'amount', app.money(p_currency, p_amount), 'balance_before', app.money(p_currency, p_before),
        'balance_after', app.money(p_currency, p_before - p_amount),
        'lines', (SELECT coalesce(json_agg(json_build_object(
                'line', l.line, 'amount', app.money(p_currency, l.amount)) ORDER BY l.line), '[]')
            FROM unnest(p_lines, p_amounts) AS l (line, amount)));
END;
