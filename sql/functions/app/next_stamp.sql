-- SPDX-License-Identifier: Apache-2.0
-- The stamp of an account's next entry: the clock after the lock, and always later
-- than the entry before.
CREATE OR REPLACE FUNCTION app.next_stamp(p_last_at timestamptz) RETURNS timestamptz
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    SELECT greatest(app.clock(), p_last_at + interval '1 microsecond');
END;
