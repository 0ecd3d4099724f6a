-- SPDX-License-Identifier: Apache-2.0
-- The answer of an operation that ended by filling a new purse: the purse, the operation.
CREATE OR REPLACE FUNCTION app.filled_json(p_account ledger.account, p_operation bigint) RETURNS json
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT app.json_merge(app.purse_json(p_account.currency, u), json_build_object(
        'operation', p_operation, 'recorded_at', app.instant(p_account.last_at)))
    FROM ledger.purse AS u WHERE u.account_id = p_account.account_id AND u.number = p_account.purses;
END;
