-- SPDX-License-Identifier: Apache-2.0
-- The purses of the accounts that may pay at an instant, in the order they pay
-- (product rules 3.4 to 3.6): place 1 pays first.  min_spend is left to the caller,
-- as it depends on the bill.
CREATE OR REPLACE FUNCTION app.usable_purses(p_accounts uuid[], p_at timestamptz)
RETURNS TABLE (
    account_id uuid, place int, number int, kind text, balance bigint, items text[], min_spend bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT p.account_id,
        (row_number() OVER (
            PARTITION BY p.account_id
            ORDER BY array_position(ARRAY['ordinary', 'full_reduction', 'card'], p.kind),
                p.expires_at NULLS LAST, p.balance, p.number))::int,
        p.number, p.kind, p.balance, p.items, p.min_spend
    FROM ledger.purse AS p
    WHERE p.account_id = ANY (p_accounts) AND app.is_usable(p, p_at);
END;
