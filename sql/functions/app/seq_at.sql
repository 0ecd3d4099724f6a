-- SPDX-License-Identifier: Apache-2.0
-- The first entry of an account that was recorded at an instant or later, by seq; one
-- more than the last when there is none.  Entries have no gaps and rising stamps,
-- so it is found by halving, in the primary key.
CREATE OR REPLACE FUNCTION app.seq_at(p_account_id uuid, p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_low bigint := 1;
    v_high bigint;
    v_middle bigint;
BEGIN
    SELECT last_seq + 1 INTO STRICT v_high FROM ledger.account WHERE account_id = p_account_id;
    WHILE v_low < v_high LOOP
        v_middle := (v_low + v_high) / 2;
        IF (SELECT e.recorded_at FROM ledger.entry AS e
            WHERE e.account_id = p_account_id AND e.seq = v_middle) < p_instant
        THEN
            v_low := v_middle + 1;
        ELSE
            v_high := v_middle;
        END IF;
    END LOOP;
    RETURN v_low;
END
$$;
