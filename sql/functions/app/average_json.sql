-- SPDX-License-Identifier: Apache-2.0
-- What is spent on a day, from rows of app.average_bills as JSON; NULL: nothing.
CREATE OR REPLACE FUNCTION app.average_json(p_currency text, p_average json) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(json_agg(json_build_object(
        'site', a.site, 'workspace', a.workspace, 'settlement', a.method,
        'total', app.money(p_currency,
            app.round_total(p_currency, (SELECT sum(e) FROM unnest(a.exact) AS e))),
        'lines', (SELECT json_agg(json_build_object(
                'item', l.item, 'amount', app.decimal(l.exact)) ORDER BY l.n)
            FROM unnest(a.items, a.exact) WITH ORDINALITY AS l (item, exact, n)))
        ORDER BY a.site, a.workspace, a.method), '[]')
    FROM json_to_recordset(p_average) AS a (site text, workspace text, method text, items text[],
        exact numeric[]);
END;
