-- SPDX-License-Identifier: Apache-2.0
-- The bills of an account for billing days from p_from to p_until that fit the
-- filters; each may be NULL.  p_workspace: code of a workspace, of any site.
CREATE OR REPLACE FUNCTION app.account_bills(
    p_account_id uuid, p_from date, p_until date, p_site text, p_workspace text, p_settlement text,
    p_state text)
RETURNS SETOF billing.bill
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT b.* FROM billing.bill AS b
    LEFT JOIN billing.settlement AS t ON t.account_id = b.account_id AND t.bill_id = b.id
    WHERE b.account_id = p_account_id AND b.day >= p_from AND b.day <= p_until
        AND (p_site IS NULL OR b.site_id = (SELECT s.id FROM catalog.site AS s WHERE s.code = p_site))
        AND (p_workspace IS NULL OR b.workspace_id IN (
            SELECT w.id FROM account.workspace AS w WHERE w.code = p_workspace))
        AND (p_settlement IS NULL OR t.method = p_settlement)
        AND (p_state IS NULL OR (t.bill_id IS NOT NULL) = (p_state = 'settled'));
END;
