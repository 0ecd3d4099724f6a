-- SPDX-License-Identifier: Apache-2.0
-- What a line of a bill comes to by the bill and all its corrections, whose lines have the
-- same item, retention and day; in minor units.
-- In PL/pgSQL, whose plan follows partitions that are made meanwhile.
CREATE OR REPLACE FUNCTION app.line_net(p_bill billing.bill, p_line int) RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT coalesce(sum(l.charge), 0)
        FROM billing.bill_line AS o
        JOIN billing.workspace_day AS d ON d.workspace_id = p_bill.workspace_id AND d.day = p_bill.day
        JOIN billing.bill_line AS l ON l.account_id = d.account_id AND l.bill_id = d.bill_id AND l.day = d.day
        WHERE o.account_id = p_bill.account_id AND o.bill_id = p_bill.id AND o.day = p_bill.day
            AND o.line = p_line
            AND (l.item, coalesce(l.retention_days, 0), coalesce(l.original_day, p_bill.day))
                = (o.item, coalesce(o.retention_days, 0), coalesce(o.original_day, p_bill.day)));
END
$$;
