-- SPDX-License-Identifier: Apache-2.0
-- The vouchers and cards that have expired and that no bill of a day before can still be paid
-- with: every day that ended while they were valid is closed (p_open = the earliest end of one
-- that is not, NULL = all are), and no fault holds one back for a workspace of the account.
-- Nor is the clock behind their account's last entry.
CREATE OR REPLACE FUNCTION app.due_purses(p_now timestamptz, p_open timestamptz) RETURNS SETOF ledger.purse
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT u.* FROM ledger.purse AS u
    JOIN ledger.account AS a ON a.account_id = u.account_id AND a.last_at <= p_now + interval '5 seconds'
    WHERE NOT u.is_over AND u.expires_at <= p_now AND u.expires_at < coalesce(p_open, 'infinity')
        AND NOT EXISTS (
            SELECT FROM billing.close_fault AS f
            JOIN account.workspace_binding AS b
                ON b.workspace_id = f.workspace_id AND b.account_id = u.account_id
            WHERE f.resolved_at IS NULL AND f.ends_at <= u.expires_at);
END;
