-- SPDX-License-Identifier: Apache-2.0
-- The rules of a prices file, on top of checked items.  Raises LG005 with a pointer
-- such as /prices/17/unit_price.
CREATE OR REPLACE FUNCTION app.check_prices(p_items json, p_prices json) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row record;
    v_at text;
BEGIN
    FOR v_row IN
        SELECT r.*, r.ordinality - 1 AS place, i.item IS NOT NULL AS known,
            count(*) OVER (PARTITION BY r.generation, r.item, r.region, r.currency, r.retention_days
                ORDER BY r.ordinality) AS times,
            first_value(r.unit || ' ' || r.unit_name) OVER (
                PARTITION BY r.generation, r.item ORDER BY r.ordinality) AS first_unit
        FROM ROWS FROM (json_to_recordset(p_prices) AS (generation text, item text, unit text, unit_name text,
            region text, currency text, retention_days text, unit_price text)) WITH ORDINALITY AS r
        LEFT JOIN json_to_recordset(p_items) AS i (generation text, item text)
            ON i.generation = r.generation AND i.item = r.item
        ORDER BY r.ordinality
    LOOP
        v_at := format('/prices/%s/', v_row.place);
        IF NOT v_row.known THEN
            PERFORM app.fail_field(v_at || 'item', 'an item that the items file has for this list');
        END IF;
        PERFORM app.require_text(v_row.unit, '^[1-9][0-9]{0,17}$', v_at || 'unit', 'a whole number above 0');
        PERFORM app.require_text(v_row.unit_name, '^.{1,40}$', v_at || 'unit_name',
            'a name of 1 to 40 characters');
        PERFORM app.require_choice(v_row.region, ARRAY['CN', 'INT'], v_at || 'region');
        PERFORM app.require_choice(v_row.currency, ARRAY['CNY', 'USD'], v_at || 'currency');
        PERFORM app.require_text(v_row.retention_days, '^([1-9][0-9]{0,3})?$', v_at || 'retention_days',
            'nothing, or a whole number of days');
        PERFORM app.require_text(v_row.unit_price, '^[0-9]{1,8}([.][0-9]{1,12})?$', v_at || 'unit_price',
            'a decimal number of 0 or more with at most 12 decimals');
        IF v_row.times > 1 THEN
            PERFORM app.fail_field(v_at || 'retention_days', 'a price that the list does not have already');
        ELSIF v_row.first_unit <> v_row.unit || ' ' || v_row.unit_name THEN
            PERFORM app.fail_field(v_at || 'unit', 'one unit for all prices of an item');
        END IF;
    END LOOP;
END
$$;
