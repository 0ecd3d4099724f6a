-- SPDX-License-Identifier: Apache-2.0
-- The entries that planned legs of due bills become: one per bill and source, numbered
-- after the last of its account, stamped from p_now on, with the balances after each.
-- The caller holds the accounts' locks.
CREATE OR REPLACE FUNCTION app.numbered_postings(
    p_due billing.due[], p_legs ledger.leg[], p_now timestamptz)
RETURNS TABLE (account_id uuid, place int, bill_id uuid, day date, workspace text, posting int, source text,
    purse int, amount bigint, seq bigint, operation bigint, recorded_at timestamptz, balance_after bigint,
    cash_after bigint, vouchers_after bigint, stored_value_after bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH posting AS (
        SELECT g.account_id, d.place, d.bill_id, d.day, d.workspace, g.posting, g.source, g.purse,
            sum(g.amount)::bigint AS amount
        FROM unnest(p_legs) AS g
        JOIN unnest(p_due) AS d ON d.account_id = g.account_id AND d.place = g.place
        GROUP BY g.account_id, d.place, d.bill_id, d.day, d.workspace, g.posting, g.source, g.purse
    )
    SELECT p.account_id, p.place, p.bill_id, p.day, p.workspace, p.posting, p.source, p.purse, p.amount,
        a.last_seq + row_number() OVER entries,
        a.last_operation + dense_rank() OVER (PARTITION BY p.account_id ORDER BY p.place),
        greatest(p_now, a.last_at + interval '1 microsecond')
            + (row_number() OVER entries - 1) * interval '1 microsecond',
        (CASE p.source WHEN 'cash' THEN a.cash WHEN 'arrears' THEN -a.arrears
            WHEN 'aws' THEN NULL WHEN 'alibaba' THEN NULL ELSE u.balance END
            - sum(p.amount) OVER (PARTITION BY p.account_id, p.source, p.purse ORDER BY p.place))::bigint,
        (a.cash - coalesce(sum(p.amount) FILTER (WHERE p.source = 'cash') OVER entries, 0))::bigint,
        (a.vouchers - coalesce(sum(p.amount) FILTER (
            WHERE p.source IN ('ordinary', 'full_reduction')) OVER entries, 0))::bigint,
        (a.cards - a.arrears - coalesce(sum(p.amount) FILTER (
            WHERE p.source IN ('card', 'arrears')) OVER entries, 0))::bigint
    FROM posting AS p
    JOIN ledger.account AS a ON a.account_id = p.account_id
    LEFT JOIN ledger.purse AS u ON u.account_id = p.account_id AND u.number = p.purse
    WINDOW entries AS (PARTITION BY p.account_id ORDER BY p.place, p.posting);
END;
