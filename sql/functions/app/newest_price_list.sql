-- SPDX-License-Identifier: Apache-2.0
-- The list an account is on that has chosen none: of the lists with a version in
-- force for the region and currency, the one that began last; ties by name.
CREATE OR REPLACE FUNCTION app.newest_price_list(p_region text, p_currency text, p_day date) RETURNS int
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT v.price_list_id
    FROM catalog.price_list_version AS v JOIN catalog.price_list AS l ON l.id = v.price_list_id
    WHERE v.region = p_region AND v.currency = p_currency AND v.effective_from <= p_day
    GROUP BY v.price_list_id, l.name
    ORDER BY min(v.effective_from) DESC, l.name DESC LIMIT 1;
END;
