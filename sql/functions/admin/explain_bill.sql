-- SPDX-License-Identifier: Apache-2.0
-- Why a bill was paid as it was; the bill by its id or by workspace and day.
-- Raises LG001, LG006, LG007, LG018.
CREATE OR REPLACE FUNCTION admin.explain_bill(
    p_session uuid, p_bill uuid, p_site text, p_workspace text, p_day date)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.operator(p_session);
    RETURN app.bill_explanation_json(app.find_bill(p_bill, p_site, p_workspace, p_day));
END
$$;
