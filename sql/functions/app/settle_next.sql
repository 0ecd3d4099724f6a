-- SPDX-License-Identifier: Apache-2.0
-- Settles the due bills of up to p_batch accounts, in order of id.  Gives how many
-- accounts it took up.  Several sessions may do so at once: an account that somebody else
-- holds is left for later, so that nobody's money waits for it; when all are held, it
-- waits for the first, holding nothing.
CREATE OR REPLACE FUNCTION app.settle_next(p_ends_at timestamptz, p_batch int) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_accounts uuid[];
BEGIN
    PERFORM app.require_read_committed();
    v_accounts := ARRAY(SELECT a.account_id FROM ledger.account AS a
        WHERE a.account_id IN (SELECT d.account_id FROM app.unsettled_bills(p_ends_at) AS d)
        ORDER BY a.account_id LIMIT p_batch
        FOR UPDATE SKIP LOCKED);
    IF cardinality(v_accounts) > 0 THEN
        PERFORM app.settle_locked(v_accounts, p_ends_at);
        RETURN cardinality(v_accounts);
    END IF;
    v_accounts := ARRAY(
        SELECT d.account_id FROM app.unsettled_bills(p_ends_at) AS d ORDER BY d.account_id LIMIT 1);
    IF cardinality(v_accounts) > 0 THEN
        PERFORM set_config('lock_timeout', '1s', true);
        PERFORM app.settle_accounts(v_accounts, p_ends_at);
    END IF;
    RETURN cardinality(v_accounts);
END
$$;
