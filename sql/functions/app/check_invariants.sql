-- SPDX-License-Identifier: Apache-2.0
-- The numbered invariants of the books, with how often each is broken: 0 when all
-- is well.  docs/invariants.md lists them; tests end with them.  They
-- stand by area in app.ledger_invariants, app.bill_invariants, app.day_invariants.
CREATE OR REPLACE FUNCTION app.check_invariants()
RETURNS TABLE (number int, name text, violations bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT l.number, l.name, l.violations FROM app.ledger_invariants() AS l
    UNION ALL
    SELECT b.number, b.name, b.violations FROM app.bill_invariants() AS b
    UNION ALL
    SELECT d.number, d.name, d.violations FROM app.day_invariants() AS d
    ORDER BY number;
END;
