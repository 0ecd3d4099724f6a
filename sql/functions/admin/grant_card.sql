-- SPDX-License-Identifier: Apache-2.0
-- Grants a stored-value card to an account, on the terms of admin.grant_voucher.
-- Raises LG001 to LG005, LG016.
CREATE OR REPLACE FUNCTION admin.grant_card(
    p_session uuid, p_account text, p_face numeric, p_valid_from timestamptz, p_expires_at timestamptz,
    p_items text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.grant_by_operator(p_session, p_account, 'card', p_face, p_valid_from, p_expires_at, p_items,
        NULL, p_reason, p_request_key);
END
$$;
