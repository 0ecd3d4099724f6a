-- SPDX-License-Identifier: Apache-2.0
-- Ends all open sessions of a member.
CREATE OR REPLACE FUNCTION app.end_sessions(p_account_id uuid, p_member_id uuid) RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    UPDATE identity.session SET revoked_at = clock_timestamp()
    WHERE account_id = p_account_id AND member_id = p_member_id AND revoked_at IS NULL;
END;
