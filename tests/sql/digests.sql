-- SPDX-License-Identifier: Apache-2.0
-- Digest files: which blocks a day gets, that it is decided once; and the proofs of entries.
BEGIN;
\ir support.psql
SELECT plan(19);

CREATE FUNCTION pg_temp.later() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL session_replication_role = replica;
    UPDATE ledger.block SET created_at = created_at - interval '1 minute';
    SET LOCAL session_replication_role = origin;
END
$$;
SELECT pg_temp.clock('2020-03-01T10:00:00Z');
SELECT pg_temp.add_account('acc');
CREATE FUNCTION pg_temp.pay() RETURNS json LANGUAGE sql AS $$
    SELECT app.recharge((SELECT id FROM account.account WHERE code = 'acc'), 5, 'offline', 'tap', 'r',
    gen_random_uuid())
$$;
CREATE FUNCTION pg_temp.proof(p_seq text) RETURNS json LANGUAGE sql AS $$
    SELECT app.proof_json((SELECT id FROM account.account WHERE code = 'acc'), p_seq)
$$;
CREATE FUNCTION pg_temp.digest_jobs() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FROM ops.job WHERE kind = 'digest'
$$;

SELECT count(pg_temp.pay()) FROM generate_series(1, 3);
SELECT is(pg_temp.proof('2') ->> 'state', 'waiting', 'an entry waits for its block');
SELECT is(pg_temp.refusal($$SELECT pg_temp.proof('4')$$), 'LG037', 'there is no such entry');
SELECT is(pg_temp.refusal($$SELECT pg_temp.proof('02')$$), 'LG037', 'nor one by that name');
SELECT jobs.make_block();
SELECT is(pg_temp.proof('2') ->> 'state', 'anchored', 'a block anchors it');
SELECT is(json_array_length(pg_temp.proof('2') -> 'following'), 1, 'with the rows up to the head');
SELECT is(pg_temp.proof('2') -> 'head' ->> 'seq', '3', 'which is the account''s last');
SELECT is(pg_temp.proof('1') ->> 'previous_hash', repeat('00', 32), 'before the first entry stand zeros');
SELECT is((pg_temp.proof('3') ->> 'hash'), encode(sha256(decode(pg_temp.proof('3') ->> 'previous_hash', 'hex')
    || decode(pg_temp.proof('3') ->> 'row', 'hex')), 'hex'), 'the hash follows from row and hash before');

SELECT is(pg_temp.refusal($$SELECT app.seal_digest('2020-03-01')$$), 'LG005 /day',
    'a day that is not over has no file');
SELECT jobs.tick();
SELECT is(pg_temp.digest_jobs(), 0::bigint, 'and no job');
SELECT pg_temp.clock('2020-03-02T01:00:00Z');
SELECT jobs.tick(), jobs.tick();
SELECT is(pg_temp.digest_jobs(), 1::bigint, 'once it is over, one job');
SELECT pg_temp.later(), pg_temp.pay();
CREATE TEMP TABLE sealed AS SELECT * FROM app.seal_digest('2020-03-01');
SELECT is((SELECT name FROM sealed), 'digest-2020-03-01.txt', 'the file is named by its day');
SELECT matches((SELECT content FROM sealed),
    E'^billing-center digests 1\nday 2020-03-01\nprevious none\nblocks 1 2\nafter 0{64}\n'
    || E'block 1 .*\nblock 2 [^\n]*\n$',
    'and has all blocks, one made for it included');
SELECT pg_temp.later(), pg_temp.pay(), jobs.make_block();
SELECT is((SELECT content FROM app.seal_digest('2020-03-01')), (SELECT content FROM sealed),
    'asked again, it is the same');
SELECT is(pg_temp.refusal($$SELECT app.seal_digest('2020-02-29')$$), 'LG005 /day',
    'no day before gets a file then');
SELECT pg_temp.clock('2020-03-03T01:00:00Z');
SELECT is((SELECT split_part(content, E'\n', 3) FROM app.seal_digest('2020-03-02')),
    'previous digest-2020-03-01.txt ' || (SELECT encode(sha256(convert_to(content, 'UTF8')),
    'hex') FROM sealed),
    'the next names the one before and its hash');
SELECT pg_temp.clock('2020-03-04T01:00:00Z');
SELECT is((SELECT name FROM app.seal_digest('2020-03-03')), NULL, 'without a new block there is none');
SELECT jobs.tick();
SELECT is(pg_temp.digest_jobs(), 1::bigint, 'and no job');
SET LOCAL session_replication_role = replica;
UPDATE ledger.block SET root = sha256(root) WHERE number = 1;
SET LOCAL session_replication_role = origin;
SELECT is(pg_temp.refusal($$SELECT app.seal_digest('2020-03-01')$$), 'LG011',
    'what was exported and changed is told');

SELECT * FROM finish();
ROLLBACK;
