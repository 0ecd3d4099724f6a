-- SPDX-License-Identifier: Apache-2.0
-- The business clock: days, validity, stamps of the journal.  Stands where it was
-- set on a database made with --settable-clock, is the real time on any other.
-- In PL/pgSQL, which keeps its plan: it is asked for by nearly every call.
CREATE OR REPLACE FUNCTION app.clock() RETURNS timestamptz
LANGUAGE plpgsql
VOLATILE
AS $$
BEGIN
    RETURN coalesce(
        (SELECT c.instant FROM ops.clock AS c JOIN ops.deployment AS d ON d.settable_clock),
        clock_timestamp());
END
$$;
