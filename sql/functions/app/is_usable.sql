-- SPDX-License-Identifier: Apache-2.0
-- Whether a purse may pay at an instant (product rule 3.6), but for its min_spend,
-- which depends on the bill.
CREATE OR REPLACE FUNCTION app.is_usable(p_purse ledger.purse, p_at timestamptz) RETURNS boolean
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT p_purse.balance > 0 AND NOT p_purse.frozen
        AND (p_purse.valid_from IS NULL OR p_purse.valid_from <= p_at)
        AND (p_purse.expires_at IS NULL OR p_at < p_purse.expires_at);
END;
