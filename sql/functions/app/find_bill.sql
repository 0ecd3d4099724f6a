-- SPDX-License-Identifier: Apache-2.0
-- A bill by its id, or the daily one of a workspace and day.  Raises LG006, LG007, LG018.
CREATE OR REPLACE FUNCTION app.find_bill(p_bill uuid, p_site text, p_workspace text, p_day date)
RETURNS billing.bill
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_bill billing.bill;
    v_workspace account.workspace;
BEGIN
    IF p_bill IS NOT NULL THEN
        SELECT * INTO v_bill FROM billing.bill WHERE id = p_bill;
    ELSE
        v_workspace := app.workspace_of(p_site, p_workspace);
        SELECT b.* INTO v_bill
        FROM billing.workspace_day AS d
        JOIN billing.bill AS b ON b.account_id = d.account_id AND b.id = d.bill_id
        WHERE d.workspace_id = v_workspace.id AND d.day = p_day AND d.run = 0;
    END IF;
    IF v_bill.id IS NULL THEN
        RAISE SQLSTATE 'LG018' USING MESSAGE = CASE
            WHEN p_bill IS NULL THEN format('no bill of %s for %s', p_workspace, p_day)
            ELSE format('no bill %s', p_bill) END;
    END IF;
    RETURN v_bill;
END
$$;
