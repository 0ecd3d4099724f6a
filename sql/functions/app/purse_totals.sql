-- SPDX-License-Identifier: Apache-2.0
-- What the purses of an account hold, whether it can be spent or not, in minor units.
CREATE OR REPLACE FUNCTION app.purse_totals(p_account_id uuid, OUT vouchers bigint, OUT cards bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(sum(p.balance) FILTER (WHERE p.kind <> 'card'), 0)::bigint,
        coalesce(sum(p.balance) FILTER (WHERE p.kind = 'card'), 0)::bigint
    FROM ledger.purse AS p WHERE p.account_id = p_account_id;
END;
