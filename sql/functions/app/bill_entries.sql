-- SPDX-License-Identifier: Apache-2.0
-- The entries that paid a bill, found by the lines they paid: the journal needs no
-- index on bills.
CREATE OR REPLACE FUNCTION app.bill_entries(p_account_id uuid, p_bill_id uuid) RETURNS SETOF ledger.entry
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT e.* FROM ledger.entry AS e
    WHERE e.account_id = p_account_id AND e.seq IN (
        SELECT p.seq FROM billing.line_payment AS p
        JOIN billing.bill AS b ON b.account_id = p.account_id AND b.id = p.bill_id AND b.day = p.day
        WHERE p.account_id = p_account_id AND p.bill_id = p_bill_id);
END;
