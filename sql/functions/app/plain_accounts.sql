-- SPDX-License-Identifier: Apache-2.0
-- The accounts of due bills whose deduction is a matter of running sums alone, so
-- that app.plan_many may plan them: every bill settled by the account, and either
-- no voucher usable or every line open to vouchers, and no usable purse with a
-- scope or a min_spend.
CREATE OR REPLACE FUNCTION app.plain_accounts(p_due billing.due[]) RETURNS uuid[]
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH due AS (
        SELECT * FROM unnest(p_due)
    ), purse AS (
        SELECT u.account_id, bool_or(u.items IS NOT NULL OR u.min_spend > 0) AS special,
            bool_or(u.kind <> 'card') AS voucher
        FROM (SELECT ends_at, array_agg(DISTINCT account_id) AS accounts FROM due GROUP BY ends_at) AS d
        CROSS JOIN app.usable_purses(d.accounts, d.ends_at - interval '1 microsecond') AS u
        GROUP BY u.account_id
    )
    SELECT coalesce(array_agg(plain.account_id), '{}') FROM (
        SELECT d.account_id
        FROM due AS d
        JOIN ledger.account AS a ON a.account_id = d.account_id
        LEFT JOIN purse AS p ON p.account_id = d.account_id
        GROUP BY d.account_id, a.last_at, p.special, p.voucher
        HAVING bool_and(d.method = 'account')
            AND a.last_at <= app.clock() + interval '5 seconds'
            AND NOT coalesce(p.special, false)
            AND (NOT coalesce(p.voucher, false) OR NOT EXISTS (
                SELECT FROM due AS e
                JOIN billing.bill_line AS l
                    ON l.account_id = e.account_id AND l.bill_id = e.bill_id AND l.day = e.day
                WHERE e.account_id = d.account_id AND NOT l.voucher_eligible AND l.charge > 0))
    ) AS plain;
END;
