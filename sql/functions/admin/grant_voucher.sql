-- SPDX-License-Identifier: Apache-2.0
-- Grants a voucher (kind ordinary or full_reduction) to an account; p_items is a
-- comma-separated scope or NULL, p_valid_from NULL = now.  Idempotent by p_request_key.  One operator alone
-- may, until the two-person rule comes with the money engine; the audit log keeps
-- actor and reason.  Raises LG001 to LG005, LG016.
CREATE OR REPLACE FUNCTION admin.grant_voucher(
    p_session uuid, p_account text, p_kind text, p_face numeric, p_valid_from timestamptz,
    p_expires_at timestamptz, p_items text, p_min_spend numeric, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.require_choice(p_kind, ARRAY['ordinary', 'full_reduction'], '/kind');
    RETURN app.grant_by_operator(p_session, p_account, p_kind, p_face, p_valid_from, p_expires_at, p_items,
        p_min_spend, p_reason, p_request_key);
END
$$;
