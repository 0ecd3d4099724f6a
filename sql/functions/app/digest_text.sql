-- SPDX-License-Identifier: Apache-2.0
-- The file of a day with the digests of the blocks from p_from to p_until, version 1, and the name and
-- hash of the file before (docs/money.md).
CREATE OR REPLACE FUNCTION app.digest_text(p_day date, p_from bigint, p_until bigint) RETURNS text
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT format(E'billing-center digests 1\nday %s\nprevious %s\nblocks %s %s\nafter %s\n', p_day,
            coalesce((SELECT format('digest-%s.txt %s', f.day, encode(f.sha256, 'hex'))
                FROM ledger.digest_file AS f WHERE f.until_block = p_from - 1), 'none'),
            p_from, p_until,
            encode((SELECT b.previous FROM ledger.block AS b WHERE b.number = p_from), 'hex'))
        || (SELECT string_agg(format(E'block %s %s heads %s root %s digest %s\n', b.number,
                app.micros(b.made_at), b.heads,
                encode(b.root, 'hex'), encode(b.digest, 'hex')), '' ORDER BY b.number)
            FROM ledger.block AS b WHERE b.number BETWEEN p_from AND p_until);
END;
