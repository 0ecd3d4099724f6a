-- SPDX-License-Identifier: Apache-2.0
-- Notes that proposals which nobody decided in time have expired.  One that is being decided
-- is left for the next call.
CREATE OR REPLACE FUNCTION app.expire_proposals() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE ops.proposal AS p SET state = 'expired'
    FROM (SELECT id FROM ops.proposal WHERE state = 'proposed' AND expires_at <= app.clock()
        FOR UPDATE SKIP LOCKED) AS o
    WHERE p.id = o.id;
END
$$;
