-- SPDX-License-Identifier: Apache-2.0
-- Gives a session its next refresh token, of which p_hash is the SHA-256: good for
-- twelve hours, and not beyond the session.
CREATE OR REPLACE FUNCTION app.issue_refresh(p_session identity.session, p_hash bytea)
RETURNS TABLE (session uuid, session_expires_at text, refresh_seconds int)
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    INSERT INTO identity.refresh_token AS t (hash, session_id, expires_at)
    VALUES (p_hash, p_session.id, least(clock_timestamp() + interval '12 hours', p_session.expires_at))
    RETURNING t.session_id, app.instant(date_trunc('second', t.expires_at)),
        greatest(floor(extract(epoch FROM t.expires_at - clock_timestamp())), 1)::int;
END;
