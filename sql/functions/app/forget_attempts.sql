-- SPDX-License-Identifier: Apache-2.0
-- Forgets the tries to sign in as a member, failed and under way: an operator who sets a
-- password or makes a member active wants them let in, and with nothing older.
CREATE OR REPLACE FUNCTION app.forget_attempts(p_account_id uuid, p_member_id uuid) RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    DELETE FROM identity.sign_in_attempt
    WHERE succeeded_at IS NULL AND login_hash IN (
        SELECT sha256(convert_to(l.login, 'UTF8')) FROM identity.login AS l
        WHERE l.account_id = p_account_id AND l.member_id = p_member_id);
END;
