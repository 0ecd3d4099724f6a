-- SPDX-License-Identifier: Apache-2.0
-- The bills of the accounts that are rated for the day end and neither settled nor
-- stopped by a fault; place = their order in the account: workspace id by bytes.  A day ends
-- at most 14 hours before it is over in UTC and 12 after: by it an index finds the account's.
CREATE OR REPLACE FUNCTION app.due_bills(p_accounts uuid[], p_ends_at timestamptz) RETURNS SETOF billing.due
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT b.account_id, b.id,
        (row_number() OVER (PARTITION BY b.account_id ORDER BY w.code, w.id))::int,
        b.day, b.ends_at, w.id, w.code, coalesce((
            SELECT s.method FROM account.workspace_settlement AS s
            WHERE s.workspace_id = w.id AND s.from_day <= b.day ORDER BY s.from_day DESC LIMIT 1), 'account'),
        b.total, b.input_hash
    FROM billing.bill AS b JOIN account.workspace AS w ON w.id = b.workspace_id
    WHERE b.account_id = ANY (p_accounts) AND b.ends_at = p_ends_at AND b.run = 0
        AND b.day BETWEEN (p_ends_at AT TIME ZONE 'UTC')::date - 2 AND (p_ends_at AT TIME ZONE 'UTC')::date
        AND NOT EXISTS (
            SELECT FROM billing.settlement AS s WHERE s.account_id = b.account_id AND s.bill_id = b.id)
        AND NOT EXISTS (
            SELECT FROM billing.close_fault AS f
            WHERE f.workspace_id = b.workspace_id AND f.day = b.day AND f.resolved_at IS NULL);
END;
