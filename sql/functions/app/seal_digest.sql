-- SPDX-License-Identifier: Apache-2.0
-- The digest file of a UTC day that is over: the blocks that no file has yet, one made now included.
-- The first call for a day decides which blocks these are, later ones give the same.  NULLs
-- when there is no such block.  Raises LG005, and LG011 when the blocks are no longer those of the first
-- call.
-- Lock: the advisory lock of blocks, kept until the end of the transaction.
CREATE OR REPLACE FUNCTION app.seal_digest(p_day date, OUT name text, OUT content text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_file ledger.digest_file;
    v_last ledger.digest_file;
BEGIN
    IF p_day IS NULL OR p_day >= (app.clock() AT TIME ZONE 'UTC')::date THEN
        PERFORM app.fail_field('/day', 'a UTC day that is over');
    END IF;
    PERFORM pg_advisory_xact_lock(app.lock_class('block'), 0);
    SELECT * INTO v_file FROM ledger.digest_file WHERE day = p_day;
    IF v_file.day IS NULL THEN
        SELECT * INTO v_last FROM ledger.digest_file ORDER BY day DESC LIMIT 1;
        IF v_last.day > p_day THEN
            PERFORM app.fail_field('/day', format('a day that has its digests, or one after %s', v_last.day));
        END IF;
        PERFORM app.make_block();
        v_file.from_block := coalesce(v_last.until_block, 0) + 1;
        SELECT max(number) INTO v_file.until_block FROM ledger.block WHERE number >= v_file.from_block;
        IF v_file.until_block IS NULL THEN
            RETURN;
        END IF;
        content := app.digest_text(p_day, v_file.from_block, v_file.until_block);
        INSERT INTO ledger.digest_file (day, from_block, until_block, sha256, written_at)
        VALUES (p_day, v_file.from_block, v_file.until_block, sha256(convert_to(content, 'UTF8')),
            app.clock());
    ELSE
        content := app.digest_text(p_day, v_file.from_block, v_file.until_block);
        IF sha256(convert_to(content, 'UTF8')) <> v_file.sha256 THEN
            RAISE SQLSTATE 'LG011' USING MESSAGE = format('the blocks that were exported for %s have changed',
                p_day);
        END IF;
    END IF;
    name := format('digest-%s.txt', p_day);
END
$$;
