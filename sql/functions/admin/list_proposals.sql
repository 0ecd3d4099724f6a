-- SPDX-License-Identifier: Apache-2.0
-- Proposals, newest first; the filters may be NULL.  Raises LG001, LG002, LG005.
CREATE OR REPLACE FUNCTION admin.list_proposals(
    p_session uuid, p_state text, p_account text, p_cursor text, p_limit int)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_limit CONSTANT int := app.page_limit(p_limit);
    v_now CONSTANT timestamptz := app.clock();
    v_after CONSTANT text[] := app.list_key(p_cursor, 'proposals', ARRAY[
        '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$',
        '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$']);
    v_before CONSTANT timestamptz := app.read_instant(v_after[1], '/cursor');
    v_account account.account;
BEGIN
    PERFORM app.operator(p_session);
    PERFORM app.read_choice(p_state, ARRAY['proposed', 'approved', 'rejected', 'expired'], '/state');
    IF p_account IS NOT NULL THEN
        v_account := app.account_of(p_account);
    END IF;
    RETURN (
        WITH page AS (
            SELECT p AS proposal, p.proposed_at, p.id FROM ops.proposal AS p
            WHERE (p_account IS NULL OR p.account_id = v_account.id)
                AND (p_state IS NULL OR p_state = CASE WHEN p.state = 'proposed' AND p.expires_at <= v_now
                    THEN 'expired' ELSE p.state END)
                AND (v_after IS NULL OR (p.proposed_at, p.id) < (v_before, v_after[2]::uuid))
            ORDER BY p.proposed_at DESC, p.id DESC LIMIT v_limit + 1
        ), shown AS (
            SELECT * FROM page ORDER BY proposed_at DESC, id DESC LIMIT v_limit
        )
        SELECT json_build_object(
            'items', coalesce(json_agg(app.proposal_json(proposal) ORDER BY proposed_at DESC, id DESC), '[]'),
            'next_cursor', CASE WHEN (SELECT count(*) FROM page) > v_limit THEN (
                SELECT app.cursor(ARRAY['proposals', app.instant(l.proposed_at), l.id::text])
                FROM shown AS l ORDER BY l.proposed_at, l.id LIMIT 1) END)
        FROM shown);
END
$$;
