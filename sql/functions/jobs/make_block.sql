-- SPDX-License-Identifier: Apache-2.0
-- Makes a block of the heads that changed, at most one a minute; safe to call at any time from
-- any runner.  Gives its number, or NULL when none was made.
CREATE OR REPLACE FUNCTION jobs.make_block() RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_block CONSTANT ledger.block := app.make_block();
BEGIN
    RETURN v_block.number;
END
$$;
