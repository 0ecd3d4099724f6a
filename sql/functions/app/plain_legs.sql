-- SPDX-License-Identifier: Apache-2.0
-- Who pays what of the due bills of plain accounts, whose deduction is a matter of running
-- sums alone: every bill settled by the account, no usable purse with a scope or a
-- min_spend, and no voucher beside a line that vouchers can't pay.  Per account the charges
-- are laid end to end in the order they are paid, the sources end to end in the order
-- they pay, and a leg is wherever the two overlap.  A purse that has paid in part only
-- gets smaller and so stays first of its equals: one order of sources serves all bills.
-- An account with a bill but without a charge has one leg of nothing (line NULL).
-- rank = order of the source.  OFFSET 0: by the index, however small the table still is.
-- The caller holds the accounts' locks.  Changes nothing.
CREATE OR REPLACE FUNCTION app.plain_legs(p_due billing.due[], p_now timestamptz)
RETURNS TABLE (account_id uuid, place int, rank int, source text, purse int, line int, amount bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH due AS MATERIALIZED (
        SELECT * FROM app.due_rows(p_due)
    ), purse AS MATERIALIZED (
        SELECT u.*
        FROM (SELECT ends_at, array_agg(DISTINCT account_id) AS accounts FROM due GROUP BY ends_at) AS d
        CROSS JOIN app.usable_purses(d.accounts, d.ends_at - interval '1 microsecond') AS u
    ), line AS MATERIALIZED (
        SELECT d.account_id, d.place, l.line, l.charge, l.voucher_eligible
        FROM due AS d
        CROSS JOIN LATERAL (SELECT * FROM billing.bill_line AS b
            WHERE b.account_id = d.account_id AND b.bill_id = d.bill_id AND b.day = d.day AND b.charge > 0
            OFFSET 0) AS l
    ), plain AS MATERIALIZED (
        SELECT a.account_id, a.cash
        FROM (SELECT account_id FROM due GROUP BY account_id HAVING bool_and(method = 'account')) AS d
        JOIN ledger.account AS a ON a.account_id = d.account_id
        LEFT JOIN (
            SELECT account_id, bool_or(items IS NOT NULL OR min_spend > 0) AS is_special,
                bool_or(kind <> 'card') AS has_voucher
            FROM purse GROUP BY account_id) AS p ON p.account_id = d.account_id
        LEFT JOIN (SELECT DISTINCT account_id FROM line WHERE NOT voucher_eligible) AS i
            ON i.account_id = d.account_id
        WHERE a.last_at <= p_now + interval '5 seconds' AND NOT coalesce(p.is_special, false)
            AND NOT (coalesce(p.has_voucher, false) AND i.account_id IS NOT NULL)
    ), charge AS (
        SELECT l.account_id, l.place, l.line,
            sum(l.charge) OVER upto - l.charge AS low, sum(l.charge) OVER upto AS high
        FROM line AS l JOIN plain AS p ON p.account_id = l.account_id
        WINDOW upto AS (PARTITION BY l.account_id ORDER BY l.place, l.line)
    ), source AS (
        SELECT r.account_id, r.rank, r.source, r.purse,
            sum(r.room) OVER upto - r.room AS low, sum(r.room) OVER upto AS high
        FROM (
            SELECT u.account_id, u.place AS rank, u.kind AS source, u.number AS purse,
                u.balance::numeric AS room
            FROM purse AS u
            UNION ALL
            SELECT account_id, 1000001, 'cash', NULL, cash FROM plain WHERE cash > 0
            UNION ALL
            SELECT account_id, 1000002, 'arrears', NULL, 9223372036854775807 FROM plain) AS r
        WINDOW upto AS (PARTITION BY r.account_id ORDER BY r.rank)
    )
    SELECT c.account_id, c.place, s.rank, s.source, s.purse, c.line,
        (least(c.high, s.high) - greatest(c.low, s.low))::bigint
    FROM charge AS c
    JOIN source AS s ON s.account_id = c.account_id AND s.low < c.high AND s.high > c.low
    UNION ALL
    SELECT p.account_id, NULL, NULL, NULL, NULL, NULL, 0 FROM plain AS p
    WHERE NOT EXISTS (SELECT FROM line AS l WHERE l.account_id = p.account_id);
END;
