-- SPDX-License-Identifier: Apache-2.0
-- Why a purse paid nothing of a bill, as the first reason that holds; p_spend: the charges
-- that vouchers can pay; p_in_scope: whether it may pay any line with a charge; NULL:
-- nothing keeps it from paying.
CREATE OR REPLACE FUNCTION app.purse_outcome(
    p_purse ledger.purse, p_at timestamptz, p_total bigint, p_spend bigint, p_in_scope boolean, p_open bigint)
RETURNS text
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN p_purse.expires_at <= p_at THEN 'expired'
        WHEN p_purse.valid_from > p_at THEN 'not_yet_valid'
        WHEN p_purse.frozen THEN 'frozen'
        WHEN p_purse.balance = 0 THEN 'empty'
        WHEN p_total = 0 THEN 'nothing_left'
        WHEN p_purse.kind <> 'card' AND p_spend = 0 THEN 'not_eligible'
        WHEN NOT p_in_scope THEN 'out_of_scope'
        WHEN p_purse.kind = 'full_reduction' AND p_purse.min_spend > p_spend THEN 'min_spend_unmet'
        WHEN p_open = 0 THEN 'nothing_left'
    END;
END;
