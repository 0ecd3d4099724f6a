-- SPDX-License-Identifier: Apache-2.0
-- Blocks: which heads they anchor, when there is none, root and digest by hand.
BEGIN;
\ir support.psql
SELECT plan(16);

SELECT pg_temp.add_account('a'), pg_temp.add_account('b'), pg_temp.add_account('c');
CREATE FUNCTION pg_temp.move(p_code text, p_seq bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE ledger.account SET last_seq = p_seq, last_hash = sha256(int8send(p_seq))
    WHERE account_id = (SELECT id FROM account.account WHERE code = p_code)
$$;
CREATE FUNCTION pg_temp.later() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL session_replication_role = replica;
    UPDATE ledger.block SET created_at = created_at - interval '1 minute';
    SET LOCAL session_replication_role = origin;
END
$$;
CREATE TEMP VIEW leaf AS
SELECT h.block, h.place, sha256('\x00'::bytea || decode(replace(h.account_id::text, '-', ''), 'hex')
    || decode(lpad(to_hex(h.seq), 16, '0'), 'hex') || h.hash) AS hash
FROM ledger.block_head AS h;

SELECT is(jobs.make_block(), NULL, 'no block when there is nothing to anchor');
SELECT pg_temp.move('a', 7), pg_temp.move('b', 1), pg_temp.move('c', 300);
SELECT is(jobs.make_block(), 1::bigint, 'the first block');
SELECT results_eq('SELECT account_id, seq, hash FROM ledger.block_head ORDER BY place',
    'SELECT account_id, last_seq, last_hash FROM ledger.account ORDER BY account_id',
    'has every account with entries, in order of id');
SELECT is((SELECT previous FROM ledger.block), decode(repeat('00', 32), 'hex'),
    'before the first stand 32 bytes of 0');
SELECT is((SELECT root FROM ledger.block),
    (SELECT sha256('\x01'::bytea || sha256('\x01'::bytea || a.hash || b.hash) || c.hash)
    FROM leaf AS a, leaf AS b, leaf AS c WHERE a.place = 1 AND b.place = 2 AND c.place = 3),
    'the root is that of a tree whose odd leaf goes up');
SELECT is((SELECT digest FROM ledger.block), (SELECT sha256('\x02'::bytea || decode(lpad('1', 16, '0'), 'hex')
        || decode(lpad(to_hex((extract(epoch FROM made_at) * 1000000)::bigint), 16, '0'), 'hex')
        || decode(lpad('3', 16, '0'), 'hex') || decode(repeat('00', 32), 'hex') || root) FROM ledger.block),
    'and the digest covers number, stamp, count, the digest before and the root');

SELECT pg_temp.move('b', 2);
SELECT is(jobs.make_block(), NULL, 'at most one a minute');
SELECT pg_temp.later();
SELECT is(jobs.make_block(), 2::bigint, 'the next one');
SELECT results_eq('SELECT seq FROM ledger.block_head WHERE block = 2', 'SELECT 2::bigint',
    'has what changed alone');
SELECT is((SELECT root FROM ledger.block WHERE number = 2), (SELECT hash FROM leaf WHERE block = 2),
    'a single leaf is the root');
SELECT is((SELECT previous FROM ledger.block WHERE number = 2),
    (SELECT digest FROM ledger.block WHERE number = 1),
    'and it follows the one before');
SELECT pg_temp.later();
SELECT is(jobs.make_block(), NULL, 'none when nothing changed since');
SELECT throws_ok('DELETE FROM ledger.block_head', 'LG021', NULL, 'a head is there for ever');
SELECT throws_ok('UPDATE ledger.block SET made_at = made_at', 'LG021', NULL, 'so is a block');

SELECT is((SELECT app.merkle_climb(array_agg(sha256(int4send(n)) ORDER BY n), 64)
        FROM generate_series(1, 1000) AS n),
    (SELECT app.merkle_climb(app.merkle_climb(array_agg(sha256(int4send(n)) ORDER BY n), 8), 64)
        FROM generate_series(1, 1000) AS n), 'a root is reached over the kept nodes as well');
CREATE FUNCTION pg_temp.follow(p_leaf bytea, p_path json[]) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    v_step json;
    v_node bytea := p_leaf;
BEGIN
    FOREACH v_step IN ARRAY p_path LOOP
        v_node := sha256('\x01'::bytea || CASE v_step ->> 'side'
            WHEN 'left' THEN decode(v_step ->> 'hash', 'hex') || v_node
            ELSE v_node || decode(v_step ->> 'hash', 'hex') END);
    END LOOP;
    RETURN v_node;
END
$$;
SELECT is((SELECT count(*) FROM generate_series(1, 41) AS size CROSS JOIN LATERAL (
        SELECT array_agg(sha256(int4send(n)) ORDER BY n) AS leaves FROM generate_series(1, size) AS n) AS l
    CROSS JOIN LATERAL generate_series(1, size) AS place
    WHERE pg_temp.follow(l.leaves[place], app.merkle_path(l.leaves, place))
        IS DISTINCT FROM (app.merkle_climb(l.leaves, 64))[1]), 0::bigint, 'every path leads to the root');

SELECT * FROM finish();
ROLLBACK;
