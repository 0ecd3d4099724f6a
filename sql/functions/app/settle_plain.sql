-- SPDX-License-Identifier: Apache-2.0
-- Settles the due bills of plain accounts at once and gives these accounts; none when
-- that fails for a reason of one of them, which settling one by one will find.
-- The caller holds the accounts' locks.
CREATE OR REPLACE FUNCTION app.settle_plain(p_due billing.due[]) RETURNS uuid[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
    v_plain uuid[];
BEGIN
    WITH posted AS MATERIALIZED (
        SELECT * FROM app.plain_entries(p_due, v_now)
    ), entry AS (
        INSERT INTO ledger.entry (account_id, seq, operation, amount, balance_after, cash_after, frozen_after,
            arrears_after, ordinary_after, full_reduction_after, cards_after, recorded_at, effective_day,
                purse,
            kind, source, contra, bill_id, lines, line_amounts, evidence, hash)
        SELECT account_id, seq, operation, amount, balance_after, cash_after, frozen_after, arrears_after,
            ordinary_after, full_reduction_after, cards_after, recorded_at, effective_day, purse, 'deduction',
            source, 'revenue', bill_id, lines, line_amounts, evidence, hash
        FROM posted WHERE bill_id IS NOT NULL
    ), debt AS (
        INSERT INTO ledger.debt (account_id, seq, day, workspace, amount)
        SELECT account_id, seq, effective_day, workspace, -amount FROM posted WHERE source = 'arrears'
    ), settled AS (
        INSERT INTO billing.settlement (account_id, bill_id, method, operation, settled_at, first_seq,
            last_seq,
            ordinary, full_reduction, card, cash, arrears, cloud)
        SELECT d.account_id, d.bill_id, 'account', p.operation, coalesce(p.settled_at, v_now), p.first_seq,
            p.last_seq,
            coalesce(p.ordinary, 0), coalesce(p.full_reduction, 0), coalesce(p.card, 0), coalesce(p.cash, 0),
            coalesce(p.arrears, 0), 0
        FROM app.due_rows(p_due) AS d
        JOIN (SELECT DISTINCT account_id FROM posted) AS x ON x.account_id = d.account_id
        LEFT JOIN (
            SELECT account_id, bill_id, min(operation) AS operation, min(seq) AS first_seq,
                max(seq) AS last_seq,
                max(recorded_at) AS settled_at,
                -sum(amount) FILTER (WHERE source = 'ordinary') AS ordinary,
                -sum(amount) FILTER (WHERE source = 'full_reduction') AS full_reduction,
                -sum(amount) FILTER (WHERE source = 'card') AS card,
                -sum(amount) FILTER (WHERE source = 'cash') AS cash,
                -sum(amount) FILTER (WHERE source = 'arrears') AS arrears
            FROM posted WHERE bill_id IS NOT NULL GROUP BY account_id, bill_id) AS p
            ON p.account_id = d.account_id AND p.bill_id = d.bill_id
    ), purse AS (
        UPDATE ledger.purse AS u SET balance = p.balance
        FROM (SELECT account_id, purse, min(balance_after) AS balance FROM posted
            WHERE purse IS NOT NULL GROUP BY account_id, purse) AS p
        WHERE u.account_id = p.account_id AND u.number = p.purse
    ), account AS (
        UPDATE ledger.account AS a SET
            cash = p.cash_after, arrears = p.arrears_after, ordinary = p.ordinary_after,
            full_reduction = p.full_reduction_after, cards = p.cards_after, last_seq = p.seq,
            last_operation = p.operation, last_at = p.recorded_at, last_hash = p.hash
        FROM (SELECT DISTINCT ON (account_id) * FROM posted WHERE bill_id IS NOT NULL
            ORDER BY account_id, seq DESC) AS p
        WHERE a.account_id = p.account_id
    )
    SELECT array_agg(DISTINCT account_id) INTO v_plain FROM posted;
    RETURN coalesce(v_plain, '{}');
EXCEPTION
    WHEN OTHERS THEN
        IF app.is_transient(sqlstate) THEN
            RAISE;
        END IF;
        RETURN ARRAY[]::uuid[];
END
$$;
