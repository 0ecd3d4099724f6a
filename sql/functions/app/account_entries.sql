-- SPDX-License-Identifier: Apache-2.0
-- The entries of an account from p_first until before p_end, by seq, that fit the
-- filters; each may be NULL.  p_purse: number of the purse in the account.
CREATE OR REPLACE FUNCTION app.account_entries(
    p_account_id uuid, p_first bigint, p_end bigint, p_type text, p_source text, p_direction text,
    p_purse int)
RETURNS SETOF ledger.entry
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT e.* FROM ledger.entry AS e
    WHERE e.account_id = p_account_id AND e.seq >= p_first AND e.seq < p_end
        AND (p_type IS NULL OR e.kind = p_type)
        AND (p_source IS NULL OR e.source = p_source)
        AND (p_direction IS NULL OR sign(e.amount) = CASE p_direction WHEN 'in' THEN 1 ELSE -1 END)
        AND (p_purse IS NULL OR e.purse = p_purse);
END;
