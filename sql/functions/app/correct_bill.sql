-- SPDX-License-Identifier: Apache-2.0
-- Corrects a bill.  Raises LG018.
CREATE OR REPLACE FUNCTION app.correct_bill(
    p_account_id uuid, p_payload jsonb, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE SQLSTATE 'LG018' USING MESSAGE = 'no such bill';
    RAISE SQLSTATE 'LG035';
END
$$;
