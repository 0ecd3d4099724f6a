-- SPDX-License-Identifier: Apache-2.0
-- "Lock, then read in the next statement" is sound under READ COMMITTED only: a
-- snapshot taken before the lock would show stale balances.  Raises LG020.
CREATE OR REPLACE FUNCTION app.require_read_committed() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE SQLSTATE 'LG020' USING MESSAGE = 'money moves under READ COMMITTED only';
    END IF;
END
$$;
