-- SPDX-License-Identifier: Apache-2.0
-- Members, signing in, sessions: who has what, and what ends them.
BEGIN;
\ir support.psql
SELECT plan(42);
SELECT pg_temp.add_account('acc'), pg_temp.add_account('other', 'USD');
CREATE FUNCTION pg_temp.hash(p_text text) RETURNS text LANGUAGE sql AS $$
    SELECT '$argon2id$v=19$m=19456,t=2,p=1$' || rpad(p_text, 30, 'x')
$$;
CREATE FUNCTION pg_temp.add_member(p_login text, p_account text DEFAULT 'acc', p_role text DEFAULT 'owner',
    p_hash text DEFAULT 'secret')
RETURNS json LANGUAGE sql AS $$
    SELECT admin.create_member(pg_temp.session(), p_account, p_login, 'Li Wei', p_role, pg_temp.hash(p_hash), 'test')
$$;
CREATE FUNCTION pg_temp.token(p_name text) RETURNS bytea LANGUAGE sql AS $$
    SELECT sha256(convert_to(p_name, 'UTF8'))
$$;
-- Signs in with the right password; the session.
CREATE FUNCTION pg_temp.sign_in(p_login text, p_token text) RETURNS uuid LANGUAGE sql AS $$
    SELECT (api.open_session((api.begin_sign_in(p_login, '127.0.0.1')).attempt, pg_temp.token(p_token))).session
$$;
CREATE FUNCTION pg_temp.rotate(p_old text, p_new text) RETURNS uuid LANGUAGE sql AS $$
    SELECT session FROM api.rotate_session(pg_temp.token(p_old), pg_temp.token(p_new))
$$;

SELECT is(pg_temp.add_member(' Li@Alpha.Example ') ->> 'login', 'li@alpha.example', 'a login is kept in small letters');
SELECT is(pg_temp.add_member('li@alpha.example', p_hash => 'another') ->> 'created', 'false', 'the same again is no new member');
SELECT is((SELECT password_hash FROM identity.member), pg_temp.hash('secret'), 'and leaves the password as it is');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_member('li@alpha.example', 'other')$$), 'LG011', 'a login has one account');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_member('li@alpha.example', p_role => 'viewer')$$), 'LG011', 'and one role');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_member('li')$$), 'LG005 /login', 'a login is an e-mail address');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_member('a@b', p_role => 'king')$$), 'LG005 /role', 'roles are named');
SELECT is(pg_temp.refusal($$SELECT pg_temp.add_member('a@b', 'nobody')$$), 'LG002', 'the account is there');
SELECT is(pg_temp.refusal($$SELECT admin.create_member(pg_temp.session(), 'acc', 'a@b', 'A', 'owner', 'plain', 'x')$$),
    'LG005 /password', 'a password comes hashed');
SELECT is((SELECT count(*) FROM ops.audit WHERE action = 'create_member'), 1::bigint, 'who made it is in the audit log');
SELECT ok((SELECT bool_and(a::text !~ 'argon2') FROM ops.audit AS a), 'where no hash ever stands');

SELECT is((api.begin_sign_in('LI@alpha.example', '10.0.0.1')).password_hash, pg_temp.hash('secret'), 'the hash to fit, by login');
SELECT is((api.begin_sign_in('nobody@alpha.example', '10.0.0.1')).password_hash, NULL, 'none for who is not there');
SELECT is(pg_temp.refusal($$SELECT api.open_session((api.begin_sign_in('nobody@alpha.example', '::1')).attempt, pg_temp.token('x'))$$),
    'LG023', 'who cannot come in');

SELECT pg_temp.sign_in('li@alpha.example', 'one') AS mine \gset
SELECT is(api.get_me(:'mine') -> 'account' ->> 'account', 'acc', 'a session is of one account');
SELECT is(api.get_me(:'mine') ->> 'today', '2020-03-01', 'where it is a day by the business clock');
SELECT is(pg_temp.refusal($$SELECT api.open_session((SELECT id FROM identity.sign_in_attempt WHERE succeeded_at IS NOT NULL), pg_temp.token('y'))$$),
    'LG023', 'an attempt opens one session');
SELECT is(pg_temp.refusal($$SELECT api.get_me(gen_random_uuid())$$), 'LG001', 'a session that is none opens no door');
SELECT is(pg_temp.refusal($$SELECT api.get_me(pg_temp.session())$$), 'LG001', 'nor does an operator''s');
SELECT is(pg_temp.refusal(format('SELECT admin.list_accounts(%L)', :'mine')), 'LG001', 'and a member''s none of operators');

SELECT is(pg_temp.rotate('one', 'two'), :'mine', 'a refresh token keeps the session');
SELECT is(pg_temp.rotate('two', 'three'), :'mine', 'and so does the one it gave');
SELECT is(pg_temp.rotate('never', 'x'), NULL, 'an unknown one is refused');
SELECT lives_ok(format('SELECT api.get_me(%L)', :'mine'), 'which ends nothing');
SELECT is(pg_temp.rotate('one', 'x'), NULL, 'one that comes again is refused');
SELECT is(pg_temp.refusal(format('SELECT api.get_me(%L)', :'mine')), 'LG001', 'and ends the session');
SELECT is(pg_temp.rotate('three', 'x'), NULL, 'with its newest token');

SELECT pg_temp.sign_in('li@alpha.example', 'four') AS mine \gset
UPDATE identity.refresh_token SET expires_at = clock_timestamp() WHERE hash = pg_temp.token('four');
SELECT is(pg_temp.rotate('four', 'x'), NULL, 'an old refresh token is refused');
SELECT api.close_session(:'mine');
SELECT is(pg_temp.refusal(format('SELECT api.close_session(%L)', :'mine')), 'LG001', 'signing out ends the session');

SELECT pg_temp.sign_in('li@alpha.example', 'five') AS mine \gset
SELECT (api.begin_sign_in('li@alpha.example', '::1')).attempt \gset
SELECT admin.set_member_password(pg_temp.session(), 'li@alpha.example', pg_temp.hash('new'), 'test');
SELECT is(pg_temp.refusal(format('SELECT api.get_balance(%L)', :'mine')), 'LG001', 'a new password ends the sessions');
SELECT is(pg_temp.refusal(format('SELECT api.open_session(%L, pg_temp.token(%L))', :'attempt', 'z')), 'LG023',
    'and an attempt at the old one');
SELECT pg_temp.sign_in('li@alpha.example', 'six') AS mine \gset
SELECT is(admin.set_member_state(pg_temp.session(), 'li@alpha.example', 'disabled', 'test') ->> 'state', 'disabled', 'a member is disabled');
SELECT is(pg_temp.refusal(format('SELECT api.get_balance(%L)', :'mine')), 'LG001', 'which ends the sessions');
SELECT is((api.begin_sign_in('li@alpha.example', '10.0.0.1')).password_hash, NULL, 'and lets nobody in');
SELECT is(pg_temp.refusal($$SELECT admin.set_member_state(pg_temp.session(), 'no@body', 'active', 'x')$$), 'LG025', 'members are known');

SELECT pg_temp.add_member('many@alpha.example');
SELECT count(a.attempt) FROM generate_series(1, 10) AS n CROSS JOIN LATERAL api.begin_sign_in('many@alpha.example', '10.0.0.2' || left(n::text, 0)) AS a;
SELECT is(pg_temp.refusal($$SELECT api.begin_sign_in('many@alpha.example', '10.0.0.2')$$), 'LG024', 'ten failures from one address are enough');
SELECT lives_ok($$SELECT api.begin_sign_in('many@alpha.example', '10.0.0.3')$$, 'another address may try');
SELECT admin.set_member_state(pg_temp.session(), 'many@alpha.example', 'active', 'test');
SELECT lives_ok($$SELECT api.begin_sign_in('many@alpha.example', '10.0.0.2')$$, 'an operator may let them in');
SELECT api.open_session((api.begin_sign_in('many@alpha.example', '10.0.0.9')).attempt, pg_temp.token('nine'));
SELECT count(a.attempt) FROM generate_series(1, 49) AS n
CROSS JOIN LATERAL api.begin_sign_in('many@alpha.example', '10.0.1.' || n) AS a;
SELECT is(pg_temp.refusal($$SELECT api.begin_sign_in('many@alpha.example', '10.0.2.1')$$), 'LG024', 'fifty from anywhere too');
SELECT lives_ok($$SELECT api.begin_sign_in('many@alpha.example', '10.0.0.9')$$, 'but not where they came in the day before');
SELECT admin.set_member_password(pg_temp.session(), 'many@alpha.example', pg_temp.hash('newer'), 'test');
SELECT lives_ok($$SELECT api.begin_sign_in('many@alpha.example', '10.0.2.1')$$, 'a new password forgets the tries');
UPDATE identity.sign_in_attempt SET at = at - interval '2 days';
UPDATE identity.session SET opened_at = opened_at - interval '60 days', expires_at = expires_at - interval '60 days'
WHERE member_id IS NOT NULL;
SELECT app.purge_identity(1000);
SELECT is((SELECT (SELECT count(*) FROM identity.sign_in_attempt) + (SELECT count(*) FROM identity.refresh_token)
    + (SELECT count(*) FROM identity.session WHERE member_id IS NOT NULL)), 0::bigint, 'what is old is deleted');

SELECT * FROM finish();
ROLLBACK;
