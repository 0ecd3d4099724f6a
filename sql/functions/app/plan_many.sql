-- SPDX-License-Identifier: Apache-2.0
-- Who pays what of the due bills of plain accounts (app.plain_accounts), all at
-- once: per account the charges laid end to end in the order they are paid, the
-- sources laid end to end in the order they pay, and a leg wherever the two
-- overlap.  A purse that has paid in part only gets smaller and so stays first of
-- its equals: one order of sources serves all bills of the account.
-- The caller holds the accounts' locks.  Changes nothing.
CREATE OR REPLACE FUNCTION app.plan_many(p_due billing.due[]) RETURNS ledger.leg[]
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH due AS (
        SELECT * FROM unnest(p_due)
    ), charge AS (
        SELECT d.account_id, d.place, l.line,
            sum(l.charge) OVER upto - l.charge AS low, sum(l.charge) OVER upto AS high
        FROM due AS d
        JOIN billing.bill_line AS l ON l.account_id = d.account_id AND l.bill_id = d.bill_id AND l.day = d.day
        WHERE l.charge > 0
        WINDOW upto AS (PARTITION BY d.account_id ORDER BY d.place, l.line)
    ), room AS (
        SELECT u.account_id, u.place, u.kind AS source, u.number AS purse, u.balance::numeric AS room
        FROM (SELECT ends_at, array_agg(DISTINCT account_id) AS accounts FROM due GROUP BY ends_at) AS d
        CROSS JOIN app.usable_purses(d.accounts, d.ends_at - interval '1 microsecond') AS u
        UNION ALL
        SELECT a.account_id, 1000000, 'cash', NULL, a.cash - a.frozen
        FROM ledger.account AS a
        WHERE a.account_id IN (SELECT account_id FROM due) AND a.cash > a.frozen
        UNION ALL
        SELECT c.account_id, 1000001, 'arrears', NULL, max(c.high) FROM charge AS c GROUP BY c.account_id
    ), source AS (
        SELECT account_id, place, source, purse,
            sum(room) OVER upto - room AS low, sum(room) OVER upto AS high
        FROM room
        WINDOW upto AS (PARTITION BY account_id ORDER BY place)
    )
    SELECT coalesce(array_agg((c.account_id, c.place, s.place, s.source, s.purse, c.line,
        least(c.high, s.high) - greatest(c.low, s.low))::ledger.leg), '{}')
    FROM charge AS c
    JOIN source AS s ON s.account_id = c.account_id AND s.low < c.high AND s.high > c.low;
END;
