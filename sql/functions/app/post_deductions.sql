-- SPDX-License-Identifier: Apache-2.0
-- Posts the planned legs of due bills: per bill with a charge one operation, per source one
-- entry with the balances after it, per leg the line it paid, per arrears posting the debt to
-- repay; every bill gets its settlement, purses and accounts their new balances.  The caller
-- holds the accounts' locks, and the legs were planned under them.
CREATE OR REPLACE FUNCTION app.post_deductions(p_due billing.due[], p_legs ledger.leg[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
BEGIN
    WITH numbered AS MATERIALIZED (
        SELECT * FROM app.numbered_postings(p_due, p_legs, v_now)
    ), operation AS (
        INSERT INTO ledger.operation (account_id, number, kind, bill_id, actor, recorded_at)
        SELECT account_id, operation, 'deduction', bill_id, 'close', min(recorded_at) FROM numbered
        GROUP BY account_id, operation, bill_id
    ), entry AS (
        INSERT INTO ledger.entry (account_id, seq, operation, kind, source, purse, contra, amount,
            balance_after, cash_after, vouchers_after, stored_value_after, bill_id, effective_day,
            recorded_at)
        SELECT account_id, seq, operation, 'deduction', source, purse, 'revenue', -amount,
            balance_after, cash_after, vouchers_after, stored_value_after, bill_id, day, recorded_at
        FROM numbered ORDER BY account_id, seq
    ), paid AS (
        INSERT INTO billing.line_payment (account_id, bill_id, day, seq, line, amount)
        SELECT n.account_id, n.bill_id, n.day, n.seq, g.line, g.amount
        FROM numbered AS n JOIN unnest(p_legs) AS g
            ON g.account_id = n.account_id AND g.place = n.place AND g.posting = n.posting
    ), debt AS (
        INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
        SELECT account_id, seq, day, workspace, amount FROM numbered WHERE source = 'arrears'
    ), settled AS (
        INSERT INTO billing.settlement (account_id, bill_id, method, operation, settled_at,
            ordinary, full_reduction, card, cash, arrears, cloud)
        SELECT d.account_id, d.bill_id, d.method, n.operation, v_now, coalesce(n.ordinary, 0),
            coalesce(n.full_reduction, 0), coalesce(n.card, 0), coalesce(n.cash, 0),
            coalesce(n.arrears, 0), coalesce(n.cloud, 0)
        FROM unnest(p_due) AS d
        LEFT JOIN (
            SELECT account_id, bill_id, operation,
                sum(amount) FILTER (WHERE source = 'ordinary') AS ordinary,
                sum(amount) FILTER (WHERE source = 'full_reduction') AS full_reduction,
                sum(amount) FILTER (WHERE source = 'card') AS card,
                sum(amount) FILTER (WHERE source = 'cash') AS cash,
                sum(amount) FILTER (WHERE source = 'arrears') AS arrears,
                sum(amount) FILTER (WHERE source IN ('aws', 'alibaba')) AS cloud
            FROM numbered GROUP BY account_id, bill_id, operation) AS n
            ON n.account_id = d.account_id AND n.bill_id = d.bill_id
    ), purse AS (
        UPDATE ledger.purse AS u SET balance = u.balance - n.amount
        FROM (SELECT account_id, purse, sum(amount) AS amount FROM numbered
            WHERE purse IS NOT NULL GROUP BY account_id, purse) AS n
        WHERE u.account_id = n.account_id AND u.number = n.purse
    )
    UPDATE ledger.account AS a SET
        cash = a.cash - n.cash, arrears = a.arrears + n.arrears,
        vouchers = a.vouchers - n.vouchers, cards = a.cards - n.cards,
        last_seq = n.seq, last_operation = n.operation, last_at = n.recorded_at
    FROM (SELECT account_id, max(seq) AS seq, max(operation) AS operation, max(recorded_at) AS recorded_at,
            coalesce(sum(amount) FILTER (WHERE source = 'cash'), 0) AS cash,
            coalesce(sum(amount) FILTER (WHERE source = 'arrears'), 0) AS arrears,
            coalesce(sum(amount) FILTER (WHERE source IN ('ordinary', 'full_reduction')), 0) AS vouchers,
            coalesce(sum(amount) FILTER (WHERE source = 'card'), 0) AS cards
        FROM numbered GROUP BY account_id) AS n
    WHERE a.account_id = n.account_id;
END
$$;
