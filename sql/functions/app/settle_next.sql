-- SPDX-License-Identifier: Apache-2.0
-- Settles the due bills of up to p_batch accounts, taken in order of id.  Gives how
-- many accounts it took up.
CREATE OR REPLACE FUNCTION app.settle_next(p_ends_at timestamptz, p_batch int) RETURNS int
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_accounts uuid[];
BEGIN
    SELECT array_agg(x.account_id) INTO v_accounts FROM (
        SELECT DISTINCT b.account_id
        FROM billing.bill AS b
        WHERE b.ends_at = p_ends_at
            AND NOT EXISTS (SELECT FROM billing.settlement AS s
                WHERE s.account_id = b.account_id AND s.bill_id = b.id)
            AND NOT EXISTS (SELECT FROM billing.close_fault AS f
                WHERE f.workspace_id = b.workspace_id AND f.day = b.day AND f.resolved_at IS NULL)
        ORDER BY b.account_id LIMIT p_batch) AS x;
    IF v_accounts IS NULL THEN
        RETURN 0;
    END IF;
    RETURN app.settle_accounts(v_accounts, p_ends_at);
END
$$;
