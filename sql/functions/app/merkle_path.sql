-- SPDX-License-Identifier: Apache-2.0
-- The way from the node at p_place (from 1) up to the root of a Merkle tree: the neighbour to
-- combine with at each level that has one, and whether it stands left or right.
CREATE OR REPLACE FUNCTION app.merkle_path(p_nodes bytea[], p_place int) RETURNS json[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_nodes bytea[] := p_nodes;
    v_place int := p_place;
    v_other int;
    v_path json[] := ARRAY[]::json[];
BEGIN
    WHILE cardinality(v_nodes) > 1 LOOP
        v_other := v_place + CASE v_place % 2 WHEN 1 THEN 1 ELSE -1 END;
        IF v_other <= cardinality(v_nodes) THEN
            v_path := v_path || json_build_object('side',
                CASE WHEN v_other < v_place THEN 'left' ELSE 'right' END,
                'hash', encode(v_nodes[v_other], 'hex'));
        END IF;
        v_nodes := app.merkle_level(v_nodes);
        v_place := (v_place + 1) / 2;
    END LOOP;
    RETURN v_path;
END
$$;
