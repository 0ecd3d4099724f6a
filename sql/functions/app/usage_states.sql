-- SPDX-License-Identifier: Apache-2.0
-- Stored points with the billing day they fall on and what became of them: billed
-- (the day has a bill), faulted (the day is closed, and a fault keeps the bill from
-- being made), not_billed (it is closed and the workspace had no account then), open.
-- p_from and p_until are UTC days, for pruning.
CREATE OR REPLACE FUNCTION app.usage_states(p_from date, p_until date)
RETURNS TABLE (site text, workspace_id bigint, workspace text, utc_day date, id text, meter text,
    hour timestamptz, quantity numeric, day date, state text)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT s.code, w.id, w.code, p.utc_day, p.id, p.meter, p.hour, p.quantity, d.day,
        CASE WHEN d.closed_at IS NULL THEN 'open'
            WHEN b.workspace_id IS NOT NULL THEN 'billed'
            WHEN f.workspace_id IS NOT NULL THEN 'faulted' ELSE 'not_billed' END
    FROM metering.usage_point AS p
    JOIN account.workspace AS w ON w.id = p.workspace_id
    JOIN catalog.site AS s ON s.id = w.site_id
    JOIN metering.site_day AS d ON d.site_id = s.id AND d.starts_at <= p.hour AND d.ends_at > p.hour
    LEFT JOIN billing.close_fault AS f ON f.workspace_id = w.id AND f.day = d.day AND f.resolved_at IS NULL
    LEFT JOIN billing.workspace_day AS b ON b.workspace_id = w.id AND b.day = d.day AND b.run = 0
    WHERE p.utc_day BETWEEN p_from AND p_until;
END;
