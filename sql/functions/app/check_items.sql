-- SPDX-License-Identifier: Apache-2.0
-- The rules of an items file, row by row: a row is an object of strings keyed by the
-- file's header, "" = empty.  Raises LG005 with a pointer such as /items/3/fold.
CREATE OR REPLACE FUNCTION app.check_items(p_items json) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row record;
    v_at text;
BEGIN
    FOR v_row IN
        SELECT r.*, r.ordinality - 1 AS place, count(*) OVER (
            PARTITION BY r.generation, r.item ORDER BY r.ordinality) AS times
        FROM ROWS FROM (json_to_recordset(p_items) AS (generation text, item text, operands text,
            combine text, fold text, free text, retention_of text, voucher_eligible text, modes text,
            decimals text))
            WITH ORDINALITY AS r
        ORDER BY r.ordinality
    LOOP
        v_at := format('/items/%s/', v_row.place);
        PERFORM app.require_text(v_row.generation, '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$', v_at || 'generation',
            'the name of a price list: letters, digits, dots, hyphens');
        PERFORM app.require_text(v_row.item, '^[a-z][a-z0-9_]{0,63}$', v_at || 'item',
            'an item: small letters, digits and underscores');
        IF v_row.times > 1 THEN
            PERFORM app.fail_field(v_at || 'item', 'an item that its list does not have already');
        ELSIF NOT app.is_operands(v_row.operands) THEN
            PERFORM app.fail_field(v_at || 'operands', 'operands such as trace_ids;spans*0.1+errors*0.01');
        ELSIF v_row.free <> '' AND (NOT app.is_operands(v_row.free) OR v_row.free LIKE '%;%') THEN
            PERFORM app.fail_field(v_at || 'free', 'nothing, or a sum of meters such as hosts*300');
        ELSIF v_row.retention_of <> '' AND NOT EXISTS (
            SELECT FROM catalog.data_type WHERE code = v_row.retention_of)
        THEN
            PERFORM app.fail_field(v_at || 'retention_of',
                'nothing, or a data type: metrics, logs, apm or rum');
        ELSIF v_row.modes <> ''
            AND NOT v_row.modes ~ ('^((^|;)(default|series_and_data|logs_by_count|logs_by_bytes)'
                || ':(free_of_charge|no_free_quantity|not_used))+$')
        THEN
            PERFORM app.fail_field(v_at || 'modes',
                'nothing, or mode:effect pairs such as series_and_data:free_of_charge');
        END IF;
        IF v_row.decimals <> '' THEN
            PERFORM app.require_text(v_row.decimals, '^[0-9]$', v_at || 'decimals', 'nothing, or a digit');
        END IF;
        PERFORM app.require_choice(v_row.combine, ARRAY['sum', 'max'], v_at || 'combine');
        PERFORM app.require_choice(v_row.fold, ARRAY['sum', 'max', 'last'], v_at || 'fold');
        PERFORM app.require_choice(v_row.voucher_eligible, ARRAY['true', 'false'],
            v_at || 'voucher_eligible');
    END LOOP;
END
$$;
