-- SPDX-License-Identifier: Apache-2.0
-- What a bill and its corrections have taken by now, by source and purse, in the order in
-- which it is given back (product section 3): arrears not yet repaid, cash with the arrears it
-- has repaid, the cloud, cards, full-reduction and ordinary vouchers; of a kind the purse that
-- paid last first.
CREATE OR REPLACE FUNCTION app.taken(p_bill billing.bill)
RETURNS TABLE (place bigint, source text, purse int, amount bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH entry AS MATERIALIZED (
        SELECT e.seq, e.source, e.purse, e.amount
        FROM billing.workspace_day AS d
        JOIN billing.settlement AS s ON s.account_id = d.account_id AND s.bill_id = d.bill_id
        JOIN ledger.entry AS e ON e.account_id = s.account_id AND e.seq BETWEEN s.first_seq AND s.last_seq
        WHERE d.workspace_id = p_bill.workspace_id AND d.day = p_bill.day AND d.account_id = p_bill.account_id
    ), debt AS (
        SELECT coalesce(sum(d.repaid), 0) AS repaid
        FROM entry AS e JOIN ledger.debt AS d ON d.account_id = p_bill.account_id AND d.seq = e.seq
    ), net AS (
        SELECT e.source, e.purse, -sum(e.amount) + CASE e.source WHEN 'arrears' THEN -min(d.repaid)
                WHEN 'cash' THEN min(d.repaid) ELSE 0 END AS amount,
            max(e.seq) FILTER (WHERE e.amount < 0) AS last_seq
        FROM (SELECT * FROM entry UNION ALL SELECT 0, 'cash', NULL, 0) AS e CROSS JOIN debt AS d
        GROUP BY e.source, e.purse
    )
    SELECT row_number() OVER (ORDER BY array_position(
            ARRAY['arrears', 'cash', 'aws', 'alibaba', 'card', 'full_reduction', 'ordinary'], n.source::text),
            n.last_seq DESC),
        n.source, n.purse, n.amount::bigint
    FROM net AS n WHERE n.amount > 0;
END;
