-- SPDX-License-Identifier: Apache-2.0
-- The account's purses as they were before the entry p_seq, in the order they pay
-- (product rules 3.4 and 3.5), usable or not; those that came later are left out.  Told
-- from the purses of now by the first entry of each from p_seq on, and the first one that froze or
-- thawed it.
CREATE OR REPLACE FUNCTION app.purses_before(p_account_id uuid, p_seq bigint) RETURNS SETOF ledger.purse
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
    v_row record;
    v_purse ledger.purse;
BEGIN
    FOR v_row IN
        WITH later AS MATERIALIZED (
            SELECT e.purse, min(e.seq) AS seq, min(e.seq) FILTER (WHERE e.amount = 0) AS marked_seq
            FROM ledger.entry AS e
            WHERE e.account_id = p_account_id AND e.seq >= p_seq AND e.purse IS NOT NULL
            GROUP BY e.purse
        ), undone AS (
            SELECT l.purse, e.balance_after - e.amount AS balance, m.kind = 'unfreeze' AS was_frozen,
                e.amount > 0 AND e.bill_id IS NULL
                    AND (e.kind IN ('grant', 'activation', 'purchase') OR e.evidence IS NOT NULL) AS came
            FROM later AS l
            JOIN ledger.entry AS e ON e.account_id = p_account_id AND e.seq = l.seq
            LEFT JOIN ledger.entry AS m ON m.account_id = p_account_id AND m.seq = l.marked_seq
        )
        SELECT u AS purse, coalesce(d.balance, u.balance) AS balance, coalesce(d.was_frozen,
            u.frozen) AS frozen
        FROM ledger.purse AS u LEFT JOIN undone AS d ON d.purse = u.number
        WHERE u.account_id = p_account_id AND d.came IS NOT TRUE
        ORDER BY array_position(ARRAY['ordinary', 'full_reduction', 'card'], u.kind::text),
            u.expires_at NULLS LAST, coalesce(d.balance, u.balance), u.number
    LOOP
        v_purse := v_row.purse;
        v_purse.balance := v_row.balance;
        v_purse.frozen := v_row.frozen;
        RETURN NEXT v_purse;
    END LOOP;
END
$$;
