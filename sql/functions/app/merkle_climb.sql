-- SPDX-License-Identifier: Apache-2.0
-- The level of a Merkle tree that is p_levels above some nodes, or its root (one node, less
-- levels above).
CREATE OR REPLACE FUNCTION app.merkle_climb(p_nodes bytea[], p_levels int) RETURNS bytea[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_nodes bytea[] := p_nodes;
BEGIN
    FOR v_level IN 1 .. p_levels LOOP
        EXIT WHEN cardinality(v_nodes) <= 1;
        v_nodes := app.merkle_level(v_nodes);
    END LOOP;
    RETURN v_nodes;
END
$$;
