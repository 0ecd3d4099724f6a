-- SPDX-License-Identifier: Apache-2.0
-- A bill in full: what lists show, how it was rated, its lines, its deduction in order.
CREATE OR REPLACE FUNCTION app.bill_detail_json(p_bill billing.bill) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT app.json_merge(app.bill_json(p_bill), json_build_object(
        'exact', app.decimal(p_bill.exact), 'residue', app.decimal(p_bill.residue),
        'rule_version', p_bill.rule_version, 'price_list', l.name, 'price_version', v.version,
        'input_hash', encode(p_bill.input_hash, 'hex'), 'day_ends_at', app.instant(p_bill.ends_at),
        'rated_at', app.instant(p_bill.rated_at),
        'settled_at', (SELECT app.instant(t.settled_at) FROM billing.settlement AS t
            WHERE t.account_id = p_bill.account_id AND t.bill_id = p_bill.id),
        'lines', app.bill_lines_json(p_bill), 'postings', app.bill_postings_json(p_bill)))
    FROM catalog.price_list_version AS v JOIN catalog.price_list AS l ON l.id = v.price_list_id
    WHERE v.id = p_bill.version_id;
END;
