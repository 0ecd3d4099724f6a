-- SPDX-License-Identifier: Apache-2.0
-- The account's purses as they were before the entry p_seq, in the order they pay
-- (product rules 3.4 and 3.5), usable or not; those that came later are left out.  Told
-- from the purses of now by undoing the entries from p_seq on.
CREATE OR REPLACE FUNCTION app.purses_before(p_account_id uuid, p_seq bigint) RETURNS SETOF ledger.purse
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH later AS (
        SELECT e.purse, sum(e.amount)::bigint AS change,
            bool_or(e.amount > 0 AND (e.kind IN ('grant', 'activation', 'purchase')
                OR e.bill_id IS NULL AND e.evidence IS NOT NULL)) AS came,
            (array_agg(e.kind = 'unfreeze' ORDER BY e.seq) FILTER (WHERE e.kind IN ('freeze', 'unfreeze')))[1]
                AS was_frozen
        FROM ledger.entry AS e
        WHERE e.account_id = p_account_id AND e.seq >= p_seq AND e.purse IS NOT NULL
        GROUP BY e.purse
    )
    SELECT u.account_id, u.number, u.id, u.kind, u.origin, u.face,
        (u.balance - coalesce(l.change, 0))::ledger.balance, u.valid_from,
        u.expires_at, u.items, u.min_spend, coalesce(l.was_frozen, u.frozen), u.created_at, u.is_over,
        u.replaces, u.lost
    FROM ledger.purse AS u LEFT JOIN later AS l ON l.purse = u.number
    WHERE u.account_id = p_account_id AND l.came IS NOT TRUE
    ORDER BY array_position(ARRAY['ordinary', 'full_reduction', 'card'], u.kind::text),
        u.expires_at NULLS LAST, 7, u.number;
END
$$;
