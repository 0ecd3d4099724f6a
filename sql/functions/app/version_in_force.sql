-- SPDX-License-Identifier: Apache-2.0
-- The price list version an account's usage of a region is rated with on a day;
-- NULL when its list has none in force.
CREATE OR REPLACE FUNCTION app.version_in_force(p_account_id uuid, p_region text, p_currency text, p_day date)
RETURNS int
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT v.id FROM catalog.price_list_version AS v
    WHERE v.price_list_id = coalesce(
            (SELECT c.price_list_id FROM account.price_list_choice AS c
            WHERE c.account_id = p_account_id AND c.region = p_region AND c.from_day <= p_day
            ORDER BY c.from_day DESC LIMIT 1),
            app.newest_price_list(p_region, p_currency, p_day))
        AND v.region = p_region AND v.currency = p_currency AND v.effective_from <= p_day
    ORDER BY v.effective_from DESC LIMIT 1;
END;
