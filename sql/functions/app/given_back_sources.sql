-- SPDX-License-Identifier: Apache-2.0
-- Every source to which a correction below 0 may give back, in order (product section 3):
-- arrears not yet repaid, cash with repaid arrears, cloud, cards, full-reduction, ordinary
-- vouchers, of a kind the one that paid last first, each with what all runs of the bill had
-- taken of it before (its capacity).
CREATE OR REPLACE FUNCTION app.given_back_sources(p_bill billing.bill, p_settlement billing.settlement)
RETURNS json
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        WITH run AS (
            SELECT s.* FROM billing.workspace_day AS d
            JOIN billing.settlement AS s ON s.account_id = d.account_id AND s.bill_id = d.bill_id
            WHERE d.workspace_id = p_bill.workspace_id AND d.day = p_bill.day
                AND d.account_id = p_bill.account_id
                AND s.last_seq < p_settlement.first_seq
        ), repaid AS (
            SELECT coalesce(sum(r.amount), 0)::bigint AS amount
            FROM ledger.repayment AS r JOIN run ON r.debt_seq BETWEEN run.first_seq AND run.last_seq
            WHERE r.account_id = p_bill.account_id AND r.seq < p_settlement.first_seq
        ), taken AS (
            SELECT e.source::text, e.purse, -sum(e.amount)::bigint AS amount,
                max(e.seq) FILTER (WHERE e.amount < 0) AS paid_seq
            FROM run JOIN ledger.entry AS e
                ON e.account_id = run.account_id AND e.seq BETWEEN run.first_seq AND run.last_seq
            GROUP BY e.source, e.purse
            UNION ALL
            SELECT x.source, NULL, x.sign * repaid.amount, NULL
            FROM repaid CROSS JOIN (VALUES ('cash', 1), ('arrears', -1)) AS x (source, sign)
        ), source AS (
            SELECT t.source, t.purse, sum(t.amount)::bigint AS capacity, max(t.paid_seq) AS paid_seq
            FROM taken AS t GROUP BY t.source, t.purse
        ), placed AS (
            SELECT s.*, e.seq, e.amount AS given, e.balance_after, e.lines, e.line_amounts,
                row_number() OVER w AS place,
                sum(coalesce(e.amount, 0)) OVER w - coalesce(e.amount, 0) AS before
            FROM source AS s LEFT JOIN ledger.entry AS e ON e.account_id = p_bill.account_id
                AND e.seq BETWEEN p_settlement.first_seq AND p_settlement.last_seq AND e.source = s.source
                AND e.purse IS NOT DISTINCT FROM s.purse
            WINDOW w AS (ORDER BY array_position(ARRAY['arrears', 'cash', 'aws', 'alibaba', 'card',
                'full_reduction', 'ordinary'], s.source), s.paid_seq DESC)
        )
        SELECT coalesce(json_agg(app.source_json(
            p_bill.currency, p.place::int, p.source, p_bill.account_id, u,
            CASE WHEN p.given > 0 THEN 'used' WHEN p.capacity = 0 THEN 'nothing_to_return'
                ELSE 'nothing_left' END,
            NULL, p.capacity, (-p_bill.total - p.before)::bigint, coalesce(-p.given, 0),
            CASE WHEN p.given > 0 THEN p.balance_after - p.given
                WHEN u.number IS NOT NULL THEN (SELECT b.balance
                    FROM app.purses_before(p_bill.account_id, p_settlement.first_seq) AS b
                    WHERE b.number = u.number)
                ELSE app.balance_before(p_bill.account_id, p_settlement.first_seq, p.source) END,
            p.lines, p.line_amounts) ORDER BY p.place), '[]')
        FROM placed AS p
        LEFT JOIN ledger.purse AS u ON u.account_id = p_bill.account_id AND u.number = p.purse);
END
$$;
