-- SPDX-License-Identifier: Apache-2.0
-- What the purses of an account hold by kind, whether it can be spent or not, in minor units.
CREATE OR REPLACE FUNCTION app.purse_sums(
    p_account_id uuid, OUT ordinary bigint, OUT full_reduction bigint, OUT cards bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(sum(p.balance) FILTER (WHERE p.kind = 'ordinary'), 0)::bigint,
        coalesce(sum(p.balance) FILTER (WHERE p.kind = 'full_reduction'), 0)::bigint,
        coalesce(sum(p.balance) FILTER (WHERE p.kind = 'card'), 0)::bigint
    FROM ledger.purse AS p WHERE p.account_id = p_account_id;
END;
