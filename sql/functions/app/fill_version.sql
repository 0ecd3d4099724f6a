-- SPDX-License-Identifier: Apache-2.0
-- Items, operands, modes and prices of a new version, from checked files.  Every item
-- of the list is there, priced in this region and currency or not: what has no price
-- is not offered.  Its unit is the one the list has for it anywhere.
CREATE OR REPLACE FUNCTION app.fill_version(
    p_version_id int, p_items json, p_prices json, p_list text, p_region text, p_currency text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_item record;
BEGIN
    FOR v_item IN
        SELECT r.*, r.ordinality::int AS position,
            (SELECT p.unit FROM json_to_recordset(p_prices) AS p (generation text, item text, unit text)
            WHERE p.generation = r.generation AND p.item = r.item LIMIT 1)::numeric AS unit_size,
            (SELECT p.unit_name
            FROM json_to_recordset(p_prices) AS p (generation text, item text, unit_name text)
            WHERE p.generation = r.generation AND p.item = r.item LIMIT 1) AS unit_name
        FROM ROWS FROM (json_to_recordset(p_items) AS (generation text, item text, operands text,
            combine text, fold text, free text, retention_of text, voucher_eligible text, modes text,
            decimals text)) WITH ORDINALITY AS r
        WHERE r.generation = p_list
        ORDER BY r.ordinality
    LOOP
        INSERT INTO catalog.item (version_id, code, position, unit_size, unit_name, combine, fold,
            retention_of, decimals, voucher_eligible)
        VALUES (p_version_id, v_item.item, v_item.position, v_item.unit_size, v_item.unit_name,
            v_item.combine, v_item.fold, nullif(v_item.retention_of, ''),
            coalesce(nullif(v_item.decimals, ''), '2')::int, v_item.voucher_eligible::boolean);
        INSERT INTO catalog.meter (code)
        SELECT DISTINCT o.meter FROM (
            SELECT meter FROM app.parse_operands(v_item.operands, 1)
            UNION ALL SELECT meter FROM app.parse_operands(nullif(v_item.free, ''), 0)) AS o
        ON CONFLICT (code) DO NOTHING;
        INSERT INTO catalog.operand (version_id, item, operand, meter, weight)
        SELECT p_version_id, v_item.item, o.operand, o.meter, o.weight FROM (
            SELECT * FROM app.parse_operands(v_item.operands, 1)
            UNION ALL SELECT * FROM app.parse_operands(nullif(v_item.free, ''), 0)) AS o;
        INSERT INTO catalog.item_mode (version_id, item, mode, effect)
        SELECT DISTINCT p_version_id, v_item.item, split_part(m, ':', 1), split_part(m, ':', 2)
        FROM string_to_table(nullif(v_item.modes, ''), ';') AS m;
    END LOOP;
    INSERT INTO catalog.price (version_id, item, retention_days, unit_price)
    SELECT p_version_id, p.item, nullif(p.retention_days, '')::int, p.unit_price::numeric
    FROM json_to_recordset(p_prices) AS p (generation text, item text, region text, currency text,
        retention_days text, unit_price text)
    WHERE p.generation = p_list AND p.region = p_region AND p.currency = p_currency;
END
$$;
