-- SPDX-License-Identifier: Apache-2.0
-- days: closed ones are billed and settled whole, one bill a day; they adjoin, close in order (10, 11)
WITH claim AS (
    SELECT coalesce(d.account_id, b.account_id) AS account_id, x.first_seq AS seq, CASE
        WHEN b.id IS NULL THEN format('workspace %s is billed for %s without a bill', d.workspace_id, d.day)
        WHEN d.workspace_id IS NULL THEN format('bill %s has no workspace-day', b.id)
        END AS detail
    FROM billing.workspace_day AS d
    FULL JOIN billing.bill AS b ON b.account_id = d.account_id AND b.id = d.bill_id
        AND b.workspace_id = d.workspace_id AND b.day = d.day AND b.run = d.run
    LEFT JOIN billing.settlement AS x ON x.account_id = b.account_id AND x.bill_id = b.id
    UNION ALL
    SELECT b.account_id, NULL, format('bill %s of %s, a closed day, is not settled', b.id, b.day)
    FROM billing.bill AS b
    JOIN metering.site_day AS d ON d.site_id = b.site_id AND d.day = b.day AND d.closed_at IS NOT NULL
    WHERE b.run = 0
        AND NOT EXISTS (
            SELECT FROM billing.settlement AS x WHERE x.account_id = b.account_id AND x.bill_id = b.id)
        AND NOT EXISTS (SELECT FROM billing.close_fault AS f
            WHERE f.workspace_id = b.workspace_id AND f.day = b.day AND f.resolved_at IS NULL)
    UNION ALL
    SELECT t.account_id, NULL, format('workspace %s is not billed for %s, a closed day', w.id, d.day)
    FROM (SELECT *, lead(from_day, 1, 'infinity') OVER (PARTITION BY workspace_id ORDER BY from_day) AS until
        FROM account.workspace_binding) AS t
    JOIN account.workspace AS w ON w.id = t.workspace_id
    JOIN metering.site_day AS d ON d.site_id = w.site_id AND d.day >= t.from_day AND d.day < t.until
    WHERE t.account_id IS NOT NULL AND d.closed_at IS NOT NULL AND d.starts_at < d.ends_at
        AND NOT EXISTS (SELECT FROM billing.workspace_day AS x
            WHERE x.workspace_id = w.id AND x.day = d.day AND x.run = 0)
        AND NOT EXISTS (SELECT FROM billing.close_fault AS f
            WHERE f.workspace_id = w.id AND f.day = d.day AND f.resolved_at IS NULL)
), site_day AS (
    SELECT site_id, day, starts_at, closing_at, lag(ends_at) OVER w AS ended, lag(day) OVER w AS day_before,
        lag(closing_at) OVER w AS closing_before, closed_at, lag(closed_at) OVER w AS closed_before
    FROM metering.site_day WINDOW w AS (PARTITION BY site_id ORDER BY day)
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM claim AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
UNION ALL
SELECT NULL, NULL, format('site %s, %s: the day does not follow the one before', s.code, d.day)
FROM site_day AS d JOIN catalog.site AS s ON s.id = d.site_id
WHERE d.day <> d.day_before + 1 OR d.starts_at <> d.ended
    OR (d.closing_at IS NOT NULL AND d.day_before IS NOT NULL AND d.closing_before IS NULL)
    OR (d.closed_at IS NOT NULL AND d.day_before IS NOT NULL AND d.closed_before IS NULL)
