-- SPDX-License-Identifier: Apache-2.0
-- Settles all due bills of the accounts for a day end: plain accounts at once, the
-- rest one bill after the other in order.  A bill that can't be settled gets a
-- close_fault and the others go on.  Gives the number of bills settled.
--
-- Lock order: accounts by id, in a statement of its own.
CREATE OR REPLACE FUNCTION app.settle_accounts(p_accounts uuid[], p_ends_at timestamptz) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_due billing.due[];
    v_plain_due billing.due[];
    v_plain uuid[];
    v_bill billing.due;
    v_settled int;
BEGIN
    PERFORM app.require_read_committed();
    PERFORM FROM ledger.account WHERE account_id = ANY (p_accounts) ORDER BY account_id FOR UPDATE;

    SELECT coalesce(array_agg(d ORDER BY d.account_id, d.place), '{}') INTO v_due
    FROM app.due_bills(p_accounts, p_ends_at) AS d;
    v_plain := app.plain_accounts(v_due);
    SELECT coalesce(array_agg(d), '{}') INTO v_plain_due
    FROM unnest(v_due) AS d WHERE d.account_id = ANY (v_plain);
    PERFORM app.post_deductions(v_plain_due, app.plan_many(v_plain_due));
    v_settled := cardinality(v_plain_due);

    FOR v_bill IN
        SELECT d.* FROM unnest(v_due) AS d WHERE d.account_id <> ALL (v_plain) ORDER BY d.account_id, d.place
    LOOP
        v_settled := v_settled + app.try_settle_due(v_bill);
    END LOOP;
    RETURN v_settled;
END
$$;
