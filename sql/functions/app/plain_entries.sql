-- SPDX-License-Identifier: Apache-2.0
-- The entries that the due bills of plain accounts become (app.plain_legs): numbered after
-- the last of their account, stamped from p_now on, with the balances after each and the
-- hashes chained.  The caller holds the accounts' locks.
CREATE OR REPLACE FUNCTION app.plain_entries(p_due billing.due[], p_now timestamptz)
RETURNS TABLE (account_id uuid, bill_id uuid, workspace text, source text, purse int, amount bigint,
    lines int[], line_amounts bigint[], seq bigint, operation bigint, recorded_at timestamptz,
    effective_day date, balance_after bigint, cash_after bigint, frozen_after bigint, arrears_after bigint,
    ordinary_after bigint, full_reduction_after bigint, cards_after bigint, evidence bytea, hash bytea)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH posting AS (
        SELECT g.account_id, g.place, g.rank, g.source, g.purse, sum(g.amount)::bigint AS amount,
            array_agg(g.line ORDER BY g.line) AS lines, array_agg(g.amount ORDER BY g.line) AS line_amounts
        FROM app.plain_legs(p_due, p_now) AS g
        GROUP BY g.account_id, g.place, g.rank, g.source, g.purse
    ), numbered AS (
        SELECT p.*, d.bill_id, d.workspace, d.day, d.input_hash, a.frozen, a.last_hash,
            a.last_seq + row_number() OVER entries AS seq,
            a.last_operation + dense_rank() OVER (PARTITION BY p.account_id ORDER BY p.place) AS operation,
            greatest(p_now, a.last_at + interval '1 microsecond')
                + (row_number() OVER entries - 1) * interval '1 microsecond' AS stamp,
            u.balance
                - (sum(p.amount) OVER (PARTITION BY p.account_id, p.purse ORDER BY p.place))::bigint
                AS purse_after,
            a.cash - coalesce(sum(p.amount) FILTER (WHERE p.source = 'cash') OVER entries, 0)::bigint AS cash,
            a.arrears + coalesce(sum(p.amount) FILTER (WHERE p.source = 'arrears') OVER entries, 0)::bigint
                AS arrears,
            a.ordinary - coalesce(sum(p.amount) FILTER (WHERE p.source = 'ordinary') OVER entries, 0)::bigint
                AS ordinary,
            a.full_reduction - coalesce(sum(p.amount) FILTER (WHERE p.source = 'full_reduction') OVER entries,
                0)::bigint AS full_reduction,
            a.cards - coalesce(sum(p.amount) FILTER (WHERE p.source = 'card') OVER entries, 0)::bigint
                AS cards
        FROM posting AS p
        JOIN ledger.account AS a ON a.account_id = p.account_id
        LEFT JOIN app.due_rows(p_due) AS d ON d.account_id = p.account_id AND d.place = p.place
        LEFT JOIN ledger.purse AS u ON u.account_id = p.account_id AND u.number = p.purse
        WINDOW entries AS (PARTITION BY p.account_id ORDER BY p.place, p.rank)
    ), explained AS (
        SELECT n.*, CASE n.source WHEN 'cash' THEN n.cash WHEN 'arrears' THEN -n.arrears
            ELSE n.purse_after END AS balance
        FROM numbered AS n
    )
    SELECT account_id, bill_id, workspace, source, purse, -amount, lines, line_amounts, seq, operation,
        stamp, day, balance, cash, frozen, arrears, ordinary, full_reduction, cards, input_hash,
        app.tg_chain(last_hash, app.tg_entry_row(account_id, seq, operation, 'deduction', source, purse,
            'revenue',
            -amount, balance, cash, frozen, arrears, ordinary, full_reduction, cards, bill_id, lines,
            line_amounts, day, stamp, NULL, input_hash)) OVER (PARTITION BY account_id ORDER BY seq)
    FROM explained;
END;
