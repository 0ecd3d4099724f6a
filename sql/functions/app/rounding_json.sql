-- SPDX-License-Identifier: Apache-2.0
-- How a bill's exact amounts became charges (product rule 3.2): each line cut down to whole
-- minor units, and which lines got one of the units missing to the total.
CREATE OR REPLACE FUNCTION app.rounding_json(p_bill billing.bill) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'exact', app.decimal(p_bill.exact), 'total', app.money(p_bill.currency, p_bill.total),
        'residue', app.decimal(p_bill.residue),
        'missing_units', coalesce(sum(abs(l.charge) - trunc(abs(l.minor))), 0),
        'lines', coalesce(json_agg(json_build_object(
            'line', l.line, 'item', l.item, 'voucher_eligible', l.voucher_eligible,
            'exact', app.decimal(l.exact), 'cut_down', app.money(p_bill.currency, trunc(l.minor)::bigint),
            'fraction', app.decimal(abs(l.minor - trunc(l.minor))),
            'got_unit', abs(l.charge) > trunc(abs(l.minor)),
            'charge', app.money(p_bill.currency, l.charge)) ORDER BY l.line), '[]'))
    FROM (SELECT b.*, b.exact * power(10::numeric, app.digits(p_bill.currency)) AS minor
        FROM billing.bill_line AS b
        WHERE b.account_id = p_bill.account_id AND b.bill_id = p_bill.id AND b.day = p_bill.day) AS l;
END;
