-- SPDX-License-Identifier: Apache-2.0
-- Settles the due bills of up to p_batch accounts, in order of id.  Gives how many
-- accounts it took up.  Several sessions may do so at once: an account that somebody else
-- holds is left for later, so that nobody's money waits for it; when all are held, it
-- waits for the first, holding nothing else.
-- Lock order: rows of work, accounts.
CREATE OR REPLACE FUNCTION app.settle_next(p_ends_at timestamptz, p_batch int) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_waiting CONSTANT uuid[] := ARRAY(SELECT c.account_id FROM billing.close_work AS c
        WHERE c.ends_at = p_ends_at ORDER BY c.account_id LIMIT p_batch FOR UPDATE SKIP LOCKED);
    v_accounts uuid[];
BEGIN
    IF cardinality(v_waiting) = 0 THEN
        RETURN 0;
    END IF;
    PERFORM app.require_read_committed();
    v_accounts := ARRAY(SELECT a.account_id FROM ledger.account AS a
        WHERE a.account_id = ANY (v_waiting) ORDER BY a.account_id FOR UPDATE SKIP LOCKED);
    IF cardinality(v_accounts) = 0 THEN
        PERFORM set_config('lock_timeout', '1s', true);
        v_accounts := v_waiting[:1];
        PERFORM FROM ledger.account AS a WHERE a.account_id = v_accounts[1] FOR UPDATE;
    END IF;
    PERFORM app.settle_locked(v_accounts, p_ends_at);
    DELETE FROM billing.close_work AS c WHERE c.ends_at = p_ends_at AND c.account_id = ANY (v_accounts);
    RETURN cardinality(v_accounts);
END
$$;
