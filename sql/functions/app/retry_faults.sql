-- SPDX-License-Identifier: Apache-2.0
-- Tries again, in one transaction, what faults kept from a closed day: resolves
-- them, rates and settles.  Gives the number of faults that were there; those whose
-- cause is still there come back as new rows.
CREATE OR REPLACE FUNCTION app.retry_faults(p_ends_at timestamptz) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_faults int;
BEGIN
    PERFORM pg_advisory_xact_lock(app.lock_class('close'), 0);
    UPDATE billing.close_fault SET resolved_at = app.clock()
    WHERE ends_at = p_ends_at AND resolved_at IS NULL;
    GET DIAGNOSTICS v_faults = ROW_COUNT;
    INSERT INTO billing.close_work (ends_at, account_id)
    SELECT DISTINCT b.ends_at, b.account_id FROM billing.bill AS b
    WHERE b.ends_at = p_ends_at AND b.run = 0 AND NOT EXISTS (
        SELECT FROM billing.settlement AS s WHERE s.account_id = b.account_id AND s.bill_id = b.id)
    ON CONFLICT DO NOTHING;
    WHILE app.rate_next(p_ends_at, 1000) > 0 LOOP
    END LOOP;
    WHILE app.settle_next(p_ends_at, 1000) > 0 LOOP
    END LOOP;
    RETURN v_faults;
END
$$;
