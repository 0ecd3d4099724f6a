-- SPDX-License-Identifier: Apache-2.0
-- POST /v1/simulations/deduction: who would pay made-up bills, or the average of the last days
-- from now on.  Changes nothing and waits for no lock of the account.  Raises LG001, LG004,
-- LG005.
CREATE OR REPLACE FUNCTION api.simulate_deduction(p_session uuid, p_body json) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.simulate(app.session_account(p_session), p_body);
END
$$;
