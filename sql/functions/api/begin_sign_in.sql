-- SPDX-License-Identifier: Apache-2.0
-- First half of signing in: counts the attempt and gives the hash that the password
-- has to fit; NULL when there is no such member, of which the caller shows nothing.
-- Refused after 10 failures within 15 minutes for a login from one address, or 50
-- from anywhere, LG024; the 50 don't count for an address from which the login came in
-- within the last day, so that strangers can't shut its owner out.
--
-- Attempts at one login wait for one another, so that those sent at once are counted.
-- Raises LG005, LG024.
CREATE OR REPLACE FUNCTION api.begin_sign_in(p_login text, p_address text)
RETURNS TABLE (attempt uuid, password_hash text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_login CONSTANT text := lower(btrim(p_login));
    v_hash CONSTANT bytea := sha256(convert_to(v_login, 'UTF8'));
    v_member identity.member;
    v_here int;
    v_all int;
BEGIN
    IF num_nulls(p_login, p_address) > 0 THEN
        PERFORM app.fail_field('/login', 'a login, from an address');
    END IF;
    PERFORM pg_advisory_xact_lock(app.lock_class('sign_in'), hashtext(v_login));
    SELECT count(*) FILTER (WHERE a.address = p_address), count(*) INTO v_here, v_all
    FROM identity.sign_in_attempt AS a
    WHERE a.login_hash = v_hash AND a.at > clock_timestamp() - interval '15 minutes'
        AND a.succeeded_at IS NULL;
    IF v_here >= 10 OR (v_all >= 50 AND NOT EXISTS (
        SELECT FROM identity.sign_in_attempt AS a
        WHERE a.login_hash = v_hash AND a.address = p_address AND a.succeeded_at IS NOT NULL
            AND a.at > clock_timestamp() - interval '1 day'))
    THEN
        RAISE SQLSTATE 'LG024' USING
            MESSAGE = 'too many failed tries to sign in; wait a quarter of an hour';
    END IF;

    SELECT m.* INTO v_member
    FROM identity.login AS l
    JOIN identity.member AS m ON m.account_id = l.account_id AND m.id = l.member_id AND m.state = 'active'
    WHERE l.login = v_login;
    INSERT INTO identity.sign_in_attempt AS a (login_hash, address, account_id, member_id)
    VALUES (v_hash, p_address, v_member.account_id, v_member.id)
    RETURNING a.id, v_member.password_hash INTO attempt, password_hash;
    RETURN NEXT;
END
$$;
