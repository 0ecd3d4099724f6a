-- SPDX-License-Identifier: Apache-2.0
-- The purses of an account of the given kinds, in order of creation.
CREATE OR REPLACE FUNCTION app.purse_list(p_account account.account, p_kinds text[]) RETURNS json
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT json_build_object(
        'items', coalesce(json_agg(app.purse_json(p_account.currency, u) ORDER BY u.number), '[]'),
        'next_cursor', NULL)
    FROM ledger.purse AS u
    WHERE u.account_id = p_account.id AND u.kind = ANY (p_kinds);
END;
