-- SPDX-License-Identifier: Apache-2.0
-- Settles all due bills of the accounts for a day end: plain accounts at once, the
-- rest one bill after the other in order.  A bill that can't be settled gets a
-- close_fault and the others go on.  Gives how many accounts it took up.
--
-- Lock order: accounts by id, in a statement of its own.  One that somebody else
-- holds is left for the next call, so that nobody's money waits for it; when all
-- are held, it waits for the first, holding nothing.
CREATE OR REPLACE FUNCTION app.settle_accounts(p_accounts uuid[], p_ends_at timestamptz) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_locked uuid[];
    v_due billing.due[];
    v_plain uuid[];
    v_bill billing.due;
BEGIN
    PERFORM app.require_read_committed();
    v_locked := ARRAY(SELECT account_id FROM ledger.account
        WHERE account_id = ANY (p_accounts) ORDER BY account_id FOR UPDATE SKIP LOCKED);
    IF cardinality(v_locked) = 0 THEN
        PERFORM set_config('lock_timeout', '1s', true);
        v_locked := ARRAY(SELECT account_id FROM ledger.account
            WHERE account_id = (SELECT min(a::text)::uuid FROM unnest(p_accounts) AS a) FOR UPDATE);
    END IF;

    SELECT coalesce(array_agg(d ORDER BY d.account_id, d.place), '{}') INTO v_due
    FROM app.due_bills(v_locked, p_ends_at) AS d;
    v_plain := app.settle_plain(v_due);
    FOR v_bill IN
        SELECT d.* FROM unnest(v_due) AS d WHERE d.account_id <> ALL (v_plain) ORDER BY d.account_id, d.place
    LOOP
        PERFORM app.try_settle_due(v_bill);
    END LOOP;
    RETURN cardinality(v_locked);
END
$$;
