-- SPDX-License-Identifier: Apache-2.0
-- Settles the due bills of plain accounts at once and gives these accounts; none when
-- that fails for a reason of one of them, which settling one by one will find.
-- The caller holds the accounts' locks.
CREATE OR REPLACE FUNCTION app.settle_plain(p_due billing.due[]) RETURNS uuid[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_plain CONSTANT uuid[] := app.plain_accounts(p_due);
    v_due billing.due[];
BEGIN
    SELECT coalesce(array_agg(d), '{}') INTO v_due FROM unnest(p_due) AS d WHERE d.account_id = ANY (v_plain);
    PERFORM app.post_deductions(v_due, app.plan_many(v_due));
    RETURN v_plain;
EXCEPTION
    WHEN OTHERS THEN
        IF app.is_transient(sqlstate) THEN
            RAISE;
        END IF;
        RETURN ARRAY[]::uuid[];
END
$$;
