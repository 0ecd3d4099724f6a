-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/vouchers.  Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.list_vouchers(
    p_session uuid, p_state text, p_kind text, p_expires_before text, p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_kinds CONSTANT text[] := ARRAY['ordinary', 'full_reduction'];
BEGIN
    RETURN app.member_purses(p_session,
        CASE WHEN app.read_choice(p_kind, v_kinds, '/kind') IS NULL THEN v_kinds ELSE ARRAY[p_kind] END,
        p_state, p_expires_before, p_cursor, p_limit);
END
$$;
