-- SPDX-License-Identifier: Apache-2.0
-- Anchors the heads that changed since the last anchor of their account, compared by seq: the
-- committed ones, whatever is under way.  NULL when there is nothing to do: another makes one
-- now, the last was made less than a minute of real time ago, or no head changed.
-- docs/money.md has the form of leaves, nodes and digest.
-- Lock: the advisory lock of blocks, kept until the end of the transaction.
CREATE OR REPLACE FUNCTION app.make_block() RETURNS ledger.block
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_last ledger.block;
    v_block ledger.block;
    v_accounts uuid[];
    v_seqs bigint[];
    v_hashes bytea[];
    v_leaves bytea[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(app.lock_class('block'), 0) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO v_last FROM ledger.block ORDER BY number DESC LIMIT 1;
    IF v_last.created_at > clock_timestamp() - interval '1 minute' THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(h.account_id ORDER BY h.account_id), array_agg(h.last_seq ORDER BY h.account_id),
        array_agg(h.last_hash ORDER BY h.account_id),
        array_agg(app.merkle_leaf(h.account_id, h.last_seq, h.last_hash) ORDER BY h.account_id)
    INTO v_accounts, v_seqs, v_hashes, v_leaves
    FROM (SELECT a.account_id, a.last_seq, a.last_hash
        FROM ledger.account AS a LEFT JOIN ledger.anchor AS n ON n.account_id = a.account_id
        WHERE a.last_seq > coalesce(n.seq, 0)) AS h;
    IF v_accounts IS NULL THEN
        RETURN NULL;
    END IF;

    v_block.number := coalesce(v_last.number, 0) + 1;
    v_block.made_at := greatest(app.clock(), v_last.made_at);
    v_block.heads := cardinality(v_accounts);
    v_block.nodes := app.merkle_climb(v_leaves, 8);
    v_block.root := (app.merkle_climb(v_block.nodes, 64))[1];
    v_block.previous := coalesce(v_last.digest, decode(repeat('00', 32), 'hex'));
    v_block.digest := app.block_digest(v_block.number, v_block.made_at, v_block.heads, v_block.previous,
        v_block.root);
    INSERT INTO ledger.block (number, made_at, heads, root, previous, digest, nodes)
    VALUES (v_block.number, v_block.made_at, v_block.heads, v_block.root, v_block.previous, v_block.digest,
        v_block.nodes)
    RETURNING * INTO STRICT v_block;
    INSERT INTO ledger.block_head (account_id, block, place, seq, hash)
    SELECT h.account_id, v_block.number, h.place, h.seq, h.hash
    FROM unnest(v_accounts, v_seqs, v_hashes) WITH ORDINALITY AS h (account_id, seq, hash, place);
    INSERT INTO ledger.anchor AS n (account_id, block, seq)
    SELECT h.account_id, v_block.number, h.seq FROM unnest(v_accounts, v_seqs) AS h (account_id, seq)
    ON CONFLICT (account_id) DO UPDATE SET block = excluded.block, seq = excluded.seq;
    RETURN v_block;
END
$$;
