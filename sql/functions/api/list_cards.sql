-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/cards.  Raises LG001, LG005.
CREATE OR REPLACE FUNCTION api.list_cards(
    p_session uuid, p_state text, p_expires_before text, p_cursor text, p_limit text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.member_purses(p_session, ARRAY['card'], p_state, p_expires_before, p_cursor, p_limit);
END
$$;
