-- SPDX-License-Identifier: Apache-2.0
-- One bill in full, by its id or by workspace and day: lines, and the deduction in
-- order.  Raises LG001, LG006, LG007, LG018.
CREATE OR REPLACE FUNCTION admin.get_bill(
    p_session uuid, p_bill uuid, p_site text, p_workspace text, p_day date)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN app.bill_detail_json(app.find_bill(p_bill, p_site, p_workspace, p_day));
END
$$;
