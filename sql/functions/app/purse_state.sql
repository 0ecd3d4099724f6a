-- SPDX-License-Identifier: Apache-2.0
-- active, frozen, pending (before its validity), expired, used_up or voided (over before
-- its validity ended), at an instant.
CREATE OR REPLACE FUNCTION app.purse_state(p_purse ledger.purse, p_at timestamptz) RETURNS text
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN p_purse.balance = 0 AND p_purse.lost = 0 THEN 'used_up'
        WHEN p_purse.is_over AND (p_purse.expires_at IS NULL OR p_at < p_purse.expires_at) THEN 'voided'
        WHEN p_purse.is_over THEN 'expired'
        WHEN p_purse.expires_at <= p_at THEN 'expired'
        WHEN p_purse.frozen THEN 'frozen'
        WHEN p_purse.valid_from > p_at THEN 'pending'
        ELSE 'active'
    END;
END;
