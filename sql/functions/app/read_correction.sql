-- SPDX-License-Identifier: Apache-2.0
-- What a proposal's payload corrects: lines of the bill, each once, by amounts of one sign,
-- in order of line.  Raises LG004, LG005, LG035 when a line would have paid less than nothing
-- by the bill and all its corrections.
CREATE OR REPLACE FUNCTION app.read_correction(
    p_bill billing.bill, p_lines jsonb, OUT lines int[], OUT amounts bigint[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row record;
    v_at text;
BEGIN
    IF coalesce(jsonb_typeof(p_lines), '') <> 'array' THEN
        PERFORM app.fail_field('/payload/lines', 'an array of lines');
    ELSIF jsonb_array_length(p_lines) NOT BETWEEN 1 AND 1000 THEN
        PERFORM app.fail_field('/payload/lines', 'an array of 1 to 1000 lines');
    END IF;
    FOR v_row IN
        SELECT r.value, '/payload/lines/' || r.ordinality - 1 AS at
        FROM jsonb_array_elements(p_lines) WITH ORDINALITY AS r ORDER BY r.ordinality
    LOOP
        v_at := v_row.at;
        IF jsonb_typeof(v_row.value) <> 'object' THEN
            PERFORM app.fail_field(v_at, 'an object of line and amount');
        ELSIF v_row.value - 'line' - 'amount' <> '{}' THEN
            PERFORM app.fail_field(v_at, 'an object of line and amount, and nothing else');
        ELSIF coalesce(v_row.value ->> 'line' !~ '^[1-9][0-9]{0,8}$', true) THEN
            PERFORM app.fail_field(v_at || '/line', 'the number of a line');
        ELSIF jsonb_typeof(v_row.value -> 'amount') <> 'string' THEN
            PERFORM app.fail_field(v_at || '/amount', 'a string');
        END IF;
        lines := lines || (v_row.value ->> 'line')::int;
        amounts := amounts || app.minor(
            p_bill.currency, app.read_amount(v_row.value ->> 'amount', v_at || '/amount'), v_at || '/amount');
        IF cardinality(array_positions(lines, (v_row.value ->> 'line')::int)) > 1 OR NOT EXISTS (
            SELECT FROM billing.bill_line AS l
            WHERE l.account_id = p_bill.account_id AND l.bill_id = p_bill.id
                AND l.day = p_bill.day AND l.line = (v_row.value ->> 'line')::int)
        THEN
            PERFORM app.fail_field(v_at || '/line', 'a line of the bill, once');
        ELSIF amounts[cardinality(amounts)] = 0
            OR sign(amounts[1]) <> sign(amounts[cardinality(amounts)])
        THEN
            RAISE SQLSTATE 'LG004' USING COLUMN = v_at || '/amount',
                MESSAGE = 'the amounts of a correction are all above or all below 0';
        ELSIF app.line_net(p_bill, (v_row.value ->> 'line')::int) + amounts[cardinality(amounts)] < 0 THEN
            RAISE SQLSTATE 'LG035' USING COLUMN = v_at || '/amount', MESSAGE = format(
                'the line has come to %s by now', app.money(
                    p_bill.currency, app.line_net(p_bill, (v_row.value ->> 'line')::int)));
        END IF;
    END LOOP;
    SELECT array_agg(u.line ORDER BY u.line), array_agg(u.amount ORDER BY u.line) INTO lines, amounts
    FROM unnest(lines, amounts) AS u (line, amount);
END
$$;
