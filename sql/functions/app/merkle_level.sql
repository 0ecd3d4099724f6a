-- SPDX-License-Identifier: Apache-2.0
-- The level above some nodes of a Merkle tree: two neighbours become SHA-256 over a byte 1 and both,
-- an odd last one goes up as it is.
CREATE OR REPLACE FUNCTION app.merkle_level(p_nodes bytea[]) RETURNS bytea[]
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT array_agg(p.node ORDER BY p.place) FROM (
        SELECT (n.place + 1) / 2 AS place, CASE count(*)
            WHEN 1 THEN string_agg(n.node, ''::bytea)
            ELSE sha256('\x01'::bytea || string_agg(n.node, ''::bytea ORDER BY n.place)) END AS node
        FROM unnest(p_nodes) WITH ORDINALITY AS n (node, place)
        GROUP BY 1) AS p;
END;
