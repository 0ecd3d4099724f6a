-- SPDX-License-Identifier: Apache-2.0
-- days: a bill for each billed workspace-day, days adjoin and close in order (10, 11)
WITH claim AS (
    SELECT coalesce(d.account_id, b.account_id) AS account_id, x.first_seq AS seq, CASE
        WHEN b.id IS NULL THEN format('workspace %s is billed for %s without a bill', d.workspace_id, d.day)
        WHEN d.workspace_id IS NULL THEN format('bill %s has no workspace-day', b.id)
        END AS detail
    FROM billing.workspace_day AS d
    FULL JOIN billing.bill AS b ON b.account_id = d.account_id AND b.id = d.bill_id
        AND b.workspace_id = d.workspace_id AND b.day = d.day AND b.run = d.run
    LEFT JOIN billing.settlement AS x ON x.account_id = b.account_id AND x.bill_id = b.id
), site_day AS (
    SELECT site_id, day, starts_at, closing_at, lag(ends_at) OVER w AS ended, lag(day) OVER w AS day_before,
        lag(closing_at) OVER w AS closing_before
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
