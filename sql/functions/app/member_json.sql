-- SPDX-License-Identifier: Apache-2.0
-- A member as operators see it.
CREATE OR REPLACE FUNCTION app.member_json(p_member identity.member, p_created boolean DEFAULT NULL)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_strip_nulls(json_build_object(
        'login', (SELECT min(l.login) FROM identity.login AS l
            WHERE l.account_id = p_member.account_id AND l.member_id = p_member.id),
        'name', p_member.name, 'role', p_member.role,
        'account', (SELECT a.code FROM account.account AS a WHERE a.id = p_member.account_id),
        'state', p_member.state, 'created_at', app.instant(date_trunc('second', p_member.created_at)),
        'created', p_created));
END;
