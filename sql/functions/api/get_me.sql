-- SPDX-License-Identifier: Apache-2.0
-- GET /v1/me.  Raises LG001.
CREATE OR REPLACE FUNCTION api.get_me(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_session CONSTANT identity.session := app.member_session(p_session);
    v_clock CONSTANT timestamptz := app.clock();
BEGIN
    RETURN (SELECT json_build_object(
            'member', json_build_object(
                'login', (SELECT min(l.login) FROM identity.login AS l
                    WHERE l.account_id = m.account_id AND l.member_id = m.id),
                'name', m.name, 'role', m.role),
            'account', json_build_object(
                'account', a.code, 'name', a.name, 'currency', a.currency, 'time_zone', a.time_zone),
            'session', json_build_object(
                'opened_at', app.instant(v_session.opened_at),
                'expires_at', app.instant(v_session.expires_at)),
            'today', (v_clock AT TIME ZONE a.time_zone)::date,
            'as_of', app.instant(v_clock))
        FROM identity.member AS m JOIN account.account AS a ON a.id = m.account_id
        WHERE m.account_id = v_session.account_id AND m.id = v_session.member_id);
END
$$;
