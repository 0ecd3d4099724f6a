-- SPDX-License-Identifier: Apache-2.0
-- Deletes attempts of a day ago and sessions that ended a month ago, with their tokens:
-- what is kept is listed in docs/retention.md.  At most p_most of each at a time.
CREATE OR REPLACE FUNCTION app.purge_identity(p_most int) RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    DELETE FROM identity.sign_in_attempt WHERE id IN (
        SELECT a.id FROM identity.sign_in_attempt AS a
        WHERE a.at < clock_timestamp() - interval '1 day' LIMIT p_most);
    DELETE FROM identity.session WHERE id IN (
        SELECT s.id FROM identity.session AS s
        WHERE s.expires_at < clock_timestamp() - interval '30 days' LIMIT p_most);
END;
