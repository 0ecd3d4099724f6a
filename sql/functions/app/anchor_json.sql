-- SPDX-License-Identifier: Apache-2.0
-- The way from an anchored head to its block's digest: the Merkle path and what the digest goes over.
-- The path is that of the head's group of 256, then that of the group.
CREATE OR REPLACE FUNCTION app.anchor_json(p_head ledger.block_head) RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_group CONSTANT int := (p_head.place - 1) / 256;
    v_block ledger.block;
    v_leaves bytea[];
BEGIN
    SELECT * INTO STRICT v_block FROM ledger.block WHERE number = p_head.block;
    SELECT array_agg(app.merkle_leaf(h.account_id, h.seq, h.hash) ORDER BY h.place) INTO STRICT v_leaves
    FROM ledger.block_head AS h
    WHERE h.block = p_head.block AND h.place BETWEEN v_group * 256 + 1 AND v_group * 256 + 256;
    RETURN json_build_object(
        'path', app.merkle_path(v_leaves, p_head.place - v_group * 256)
            || app.merkle_path(v_block.nodes, v_group + 1),
        'block', json_build_object(
            'number', v_block.number::text, 'made_at', app.micros(v_block.made_at),
            'heads', v_block.heads::text,
            'previous', encode(v_block.previous, 'hex'), 'root', encode(v_block.root, 'hex'),
            'digest', encode(v_block.digest, 'hex')));
END
$$;
