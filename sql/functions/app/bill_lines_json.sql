-- SPDX-License-Identifier: Apache-2.0
-- The lines of a bill, in line order.
CREATE OR REPLACE FUNCTION app.bill_lines_json(p_bill billing.bill) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(json_agg(json_build_object(
        'line', l.line, 'item', l.item, 'retention_days', l.retention_days, 'original_day', l.original_day,
        'quantity', app.decimal(l.quantity), 'free_quantity', app.decimal(l.free_quantity),
        'unit_size', app.decimal(l.unit_size), 'unit_name', l.unit_name, 'units', app.decimal(l.units),
        'unit_price', app.decimal(l.unit_price), 'amount', app.decimal(l.exact),
        'charge', app.money(p_bill.currency, l.charge), 'mark', l.mark,
        'voucher_eligible', l.voucher_eligible) ORDER BY l.line), '[]')
    FROM billing.bill_line AS l
    WHERE l.account_id = p_bill.account_id AND l.bill_id = p_bill.id AND l.day = p_bill.day;
END;
