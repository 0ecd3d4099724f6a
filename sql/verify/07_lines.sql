-- SPDX-License-Identifier: Apache-2.0
-- bills: lines follow from quantity and price list; total, residue and charges from the lines (6)
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), bill AS (
    SELECT b.account_id, b.id, b.day, b.kind, b.version_id, b.exact, b.total, b.residue, b.currency,
        x.first_seq
    FROM billing.bill AS b
    LEFT JOIN billing.settlement AS x ON x.account_id = b.account_id AND x.bill_id = b.id
    LEFT JOIN start AS s ON s.account_id = b.account_id
    WHERE x.first_seq IS NULL OR x.first_seq > coalesce(s.seq, 0)
), line AS (
    SELECT b.account_id, b.id, l.line, l.exact, l.charge, l.item, l.voucher_eligible,
        abs(l.exact) * 100 AS minor, floor(abs(l.exact) * 100) AS whole,
        row_number() OVER (PARTITION BY b.account_id, b.id ORDER BY l.line) AS place,
        row_number() OVER (PARTITION BY b.account_id, b.id
            ORDER BY abs(l.exact) * 100 - floor(abs(l.exact) * 100) DESC, l.line) AS turn,
        sum(l.exact) OVER (PARTITION BY b.account_id, b.id) AS exact_sum,
        sum(floor(abs(l.exact) * 100)) OVER (PARTITION BY b.account_id, b.id) AS whole_sum,
        min(sign(l.exact)) OVER (PARTITION BY b.account_id, b.id) AS least_sign,
        max(sign(l.exact)) OVER (PARTITION BY b.account_id, b.id) AS most_sign
    FROM bill AS b
    JOIN billing.bill_line AS l ON l.account_id = b.account_id AND l.bill_id = b.id AND l.day = b.day
), rounded AS (
    SELECT *, sign(exact_sum) * floor(abs(exact_sum) * 100 + 0.5) AS total FROM line
), judged AS (
    SELECT r.account_id, r.id, CASE
        WHEN r.line <> r.place THEN 'its lines are not numbered from 1 on'
        WHEN r.least_sign < 0 AND r.most_sign > 0 THEN 'it has lines of both signs'
        WHEN r.voucher_eligible AND r.item IN ('sms', 'dial_tests')
            THEN format('line %s may not be paid by vouchers', r.line)
        WHEN r.charge <> sign(r.total) * (r.whole
                + CASE WHEN r.turn <= abs(r.total) - r.whole_sum THEN 1 ELSE 0 END)
            THEN format('line %s is charged %s', r.line, r.charge)
        END AS detail
    FROM rounded AS r
    UNION ALL
    SELECT b.account_id, b.id, CASE
        WHEN l.unit_size IS DISTINCT FROM i.unit_size OR l.units IS DISTINCT FROM CASE
                WHEN i.unit_size IS NULL THEN 0
                ELSE div(greatest(l.quantity - l.free_quantity, 0) * power(10::numeric, i.decimals),
                    i.unit_size) * ('1e-' || i.decimals)::numeric END
            THEN format('line %s: %s units do not follow from its quantity', l.line, l.units)
        WHEN l.unit_price IS DISTINCT FROM p.unit_price
            THEN format('line %s has the price %s, its price list %s', l.line, l.unit_price, p.unit_price)
        WHEN (l.unit_price IS NULL) <> (l.mark IS NOT DISTINCT FROM 'not_offered')
            THEN format('line %s is marked as %s', l.line, l.mark)
        WHEN l.exact <> CASE WHEN l.mark IS NULL THEN l.units * l.unit_price ELSE 0 END
            THEN format('line %s: %s is not units times price', l.line, l.exact)
        END
    FROM bill AS b
    JOIN billing.bill_line AS l ON l.account_id = b.account_id AND l.bill_id = b.id AND l.day = b.day
    LEFT JOIN catalog.item AS i ON i.version_id = b.version_id AND i.code = l.item
    LEFT JOIN catalog.price AS p ON p.version_id = b.version_id AND p.item = l.item
        AND coalesce(p.retention_days, -1) = coalesce(l.retention_days, -1)
    WHERE b.kind = 'daily'
    UNION ALL
    SELECT b.account_id, b.id, CASE
        WHEN b.exact <> coalesce(r.exact_sum, 0) THEN 'its exact amount is not the sum of its lines'
        WHEN b.total <> coalesce(r.total, 0)
            THEN format('its total is %s, not %s', coalesce(r.total, 0), b.total)
        WHEN b.residue <> b.exact - b.total / 100.0 THEN 'its residue is not what rounding left'
        END
    FROM bill AS b
    LEFT JOIN (SELECT DISTINCT account_id, id, exact_sum, total FROM rounded) AS r
        ON r.account_id = b.account_id AND r.id = b.id
)
SELECT c.code AS account, b.first_seq AS seq, format('bill %s: %s', j.id, j.detail) AS detail
FROM judged AS j JOIN bill AS b ON b.account_id = j.account_id AND b.id = j.id
JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
