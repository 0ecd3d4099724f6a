-- SPDX-License-Identifier: Apache-2.0
-- The items a workspace used on a day, with quantities by product section 4: each
-- meter is folded, operands are weighted sums of meters and are combined by sum or
-- max, the free quantity (operand 0) is subtracted down to 0.  An item none of
-- whose meters has usage, or that the modes don't use, gives no row.
CREATE OR REPLACE FUNCTION app.rated_items(p_workspaces bigint[], p_ends_at timestamptz)
RETURNS TABLE (
    workspace_id bigint, version_id int, item text, day date, quantity numeric, free_quantity numeric,
    free_of_charge boolean, input text)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH header AS (
        SELECT * FROM app.rating_headers(p_workspaces, p_ends_at) WHERE version_id IS NOT NULL
    ), bounds AS (
        SELECT starts_at, array_agg(workspace_id) AS workspaces FROM header GROUP BY starts_at
    ), meter AS (
        SELECT m.* FROM bounds AS b CROSS JOIN app.daily_meters(b.workspaces, b.starts_at, p_ends_at) AS m
    ), operand AS (
        SELECT h.workspace_id, h.version_id, h.day, h.modes, i.code AS item, i.combine, o.operand,
            sum(o.weight * CASE i.fold
                WHEN 'sum' THEN m.fold_sum WHEN 'max' THEN m.fold_max ELSE m.fold_last END) AS value,
            string_agg(m.meter || ':' || m.input, ';' ORDER BY m.meter) AS input
        FROM header AS h
        JOIN meter AS m ON m.workspace_id = h.workspace_id
        JOIN catalog.operand AS o ON o.version_id = h.version_id AND o.meter = m.meter
        JOIN catalog.item AS i ON i.version_id = o.version_id AND i.code = o.item
        GROUP BY h.workspace_id, h.version_id, h.day, h.modes, i.code, i.combine, o.operand
    ), item AS (
        SELECT workspace_id, version_id, day, modes, item,
            CASE combine WHEN 'sum' THEN sum(value) FILTER (WHERE operand > 0)
                ELSE max(value) FILTER (WHERE operand > 0) END AS quantity,
            coalesce(sum(value) FILTER (WHERE operand = 0), 0) AS free_quantity,
            string_agg(operand || '(' || input || ')', ' ' ORDER BY operand) AS input
        FROM operand
        GROUP BY workspace_id, version_id, day, modes, item, combine
    ), effect AS (
        SELECT i.workspace_id, i.item, array_agg(e.effect) AS effects
        FROM item AS i
        JOIN catalog.item_mode AS e
            ON e.version_id = i.version_id AND e.item = i.item AND e.mode = ANY (i.modes)
        GROUP BY i.workspace_id, i.item
    )
    SELECT i.workspace_id, i.version_id, i.item, i.day, i.quantity,
        CASE WHEN coalesce('no_free_quantity' = ANY (e.effects), false) THEN 0 ELSE i.free_quantity END,
        coalesce('free_of_charge' = ANY (e.effects), false), i.input
    FROM item AS i LEFT JOIN effect AS e ON e.workspace_id = i.workspace_id AND e.item = i.item
    WHERE i.quantity IS NOT NULL AND NOT coalesce('not_used' = ANY (e.effects), false);
END;
