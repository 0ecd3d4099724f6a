-- SPDX-License-Identifier: Apache-2.0
-- The daily bills of a day end that are neither settled nor stopped by a fault.
CREATE OR REPLACE FUNCTION app.unsettled_bills(p_ends_at timestamptz) RETURNS SETOF billing.bill
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT b.* FROM billing.bill AS b
    WHERE b.ends_at = p_ends_at AND b.run = 0
        AND NOT EXISTS (
            SELECT FROM billing.settlement AS s WHERE s.account_id = b.account_id AND s.bill_id = b.id)
        AND NOT EXISTS (
            SELECT FROM billing.close_fault AS f
            WHERE f.workspace_id = b.workspace_id AND f.day = b.day AND f.resolved_at IS NULL);
END;
