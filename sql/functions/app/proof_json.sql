-- SPDX-License-Identifier: Apache-2.0
-- What is needed to check an entry against an exported digest: its canonical row, the rows that
-- follow it up to the next anchored head of the account, the Merkle path to that head's block,
-- and what the block's digest goes over.  Without a block, anchored is false and state says
-- why: waiting (none yet), or too_long (more than 5,000 entries follow up to it).
-- Raises LG037 (also for what is no seq).
CREATE OR REPLACE FUNCTION app.proof_json(p_account_id uuid, p_seq text) RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_entry ledger.entry;
    v_head ledger.block_head;
    v_previous bytea;
    v_following text[];
    v_is_long boolean;
BEGIN
    IF p_seq ~ '^[1-9][0-9]{0,17}$' THEN
        SELECT * INTO v_entry FROM ledger.entry WHERE account_id = p_account_id AND seq = p_seq::bigint;
    END IF;
    IF v_entry.seq IS NULL THEN
        RAISE SQLSTATE 'LG037' USING MESSAGE = format('no entry %s', p_seq);
    END IF;
    SELECT hash INTO v_previous FROM ledger.entry WHERE account_id = p_account_id AND seq = v_entry.seq - 1;
    SELECT * INTO v_head FROM ledger.block_head
    WHERE account_id = p_account_id AND seq >= v_entry.seq ORDER BY seq LIMIT 1;
    v_is_long := v_head.seq - v_entry.seq > 5000;
    IF NOT v_is_long THEN
        SELECT array_agg(encode(app.entry_row(e), 'hex') ORDER BY e.seq) INTO v_following
        FROM ledger.entry AS e
        WHERE e.account_id = p_account_id AND e.seq > v_entry.seq AND e.seq <= v_head.seq;
    END IF;
    RETURN app.json_merge(json_build_object(
        'version', 1, 'entry', app.canonical_json(v_entry), 'row', encode(app.entry_row(v_entry), 'hex'),
        'previous_hash', encode(coalesce(v_previous, decode(repeat('00', 32), 'hex')), 'hex'),
        'hash', encode(v_entry.hash, 'hex'),
        'anchored', v_is_long IS FALSE,
        'state', CASE WHEN v_is_long THEN 'too_long'
            WHEN v_is_long IS NULL THEN 'waiting' ELSE 'anchored' END,
        'following', coalesce(v_following, '{}')),
        CASE WHEN v_is_long IS FALSE THEN app.json_merge(
            json_build_object('head', json_build_object(
                'seq', v_head.seq::text, 'hash', encode(v_head.hash, 'hex'))),
            app.anchor_json(v_head))
        ELSE json_build_object('head', NULL, 'path', '[]'::json, 'block', NULL) END);
END
$$;
