-- SPDX-License-Identifier: Apache-2.0
-- Books out what has expired of up to p_batch accounts; gives how many accounts it took up,
-- 0 when nothing is due.  Accounts in order of id, each locked; one that somebody else
-- holds is left for the next call, and when all are held it waits for the first.
CREATE OR REPLACE FUNCTION app.sweep_accounts(p_batch int) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
    v_open CONSTANT timestamptz := (SELECT min(ends_at) FROM metering.site_day WHERE closed_at IS NULL);
    v_due CONSTANT uuid[] := ARRAY(SELECT DISTINCT u.account_id FROM app.due_purses(v_now, v_open) AS u
        ORDER BY u.account_id LIMIT p_batch);
    v_locked uuid[];
    v_id uuid;
BEGIN
    IF cardinality(v_due) = 0 THEN
        RETURN 0;
    END IF;
    PERFORM app.require_read_committed();
    v_locked := ARRAY(SELECT account_id FROM ledger.account
        WHERE account_id = ANY (v_due) ORDER BY account_id FOR UPDATE SKIP LOCKED);
    IF cardinality(v_locked) = 0 THEN
        PERFORM set_config('lock_timeout', '1s', true);
        v_locked := v_due[1:1];
    END IF;
    FOREACH v_id IN ARRAY v_locked LOOP
        PERFORM app.expire_purses(app.lock_account(v_id), v_open);
    END LOOP;
    RETURN cardinality(v_locked);
END
$$;
