-- SPDX-License-Identifier: Apache-2.0
-- What one source gains, for no line of a bill.
CREATE OR REPLACE FUNCTION app.posting(p_source text, p_purse int, p_amount bigint) RETURNS ledger.posting
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT ROW(p_source, p_purse, p_amount, NULL::int[], NULL::bigint[])::ledger.posting;
END;
