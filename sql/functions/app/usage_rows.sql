-- SPDX-License-Identifier: Apache-2.0
-- What was billed to an account for the days from p_from to p_until, summed over what
-- p_by (day, workspace, item) does not name; filters may be NULL.  charge in minor
-- units; quantities only by item, as those of different items don't add up.
CREATE OR REPLACE FUNCTION app.usage_rows(
    p_account_id uuid, p_from date, p_until date, p_by text[], p_site text, p_workspace text, p_item text)
RETURNS TABLE (day date, site text, workspace text, item text, quantity numeric, units numeric,
    unit_name text, charge bigint, key text[])
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH line AS (
        SELECT CASE WHEN 'day' = ANY (p_by) THEN b.day END AS day,
            CASE WHEN 'workspace' = ANY (p_by) THEN b.workspace_id END AS workspace_id,
            CASE WHEN 'item' = ANY (p_by) THEN l.item END AS item,
            sum(l.quantity) AS quantity, sum(l.units) AS units, max(l.unit_name) AS unit_name,
            sum(l.charge)::bigint AS charge
        FROM app.account_bills(p_account_id, p_from, p_until, p_site, p_workspace, NULL, NULL) AS b
        JOIN billing.bill_line AS l ON l.account_id = p_account_id AND l.bill_id = b.id AND l.day = b.day
        WHERE l.day >= p_from AND l.day <= p_until AND (p_item IS NULL OR l.item = p_item)
        GROUP BY 1, 2, 3
    )
    SELECT l.day, s.code, w.code, l.item, CASE WHEN l.item IS NOT NULL THEN l.quantity END,
        CASE WHEN l.item IS NOT NULL THEN l.units END, CASE WHEN l.item IS NOT NULL THEN l.unit_name END,
        l.charge, ARRAY[coalesce(l.day::text, ''), coalesce(s.code, ''), coalesce(w.code, ''),
            coalesce(l.item, '')] COLLATE "C"
    FROM line AS l
    LEFT JOIN account.workspace AS w ON w.id = l.workspace_id
    LEFT JOIN catalog.site AS s ON s.id = w.site_id;
END;
