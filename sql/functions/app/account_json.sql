-- SPDX-License-Identifier: Apache-2.0
-- An account as every answer shows it; price_lists only where it has chosen.
CREATE OR REPLACE FUNCTION app.account_json(p_account account.account, p_created boolean DEFAULT NULL)
RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_strip_nulls(json_build_object(
        'account', p_account.code, 'id', p_account.id, 'name', p_account.name,
        'currency', p_account.currency, 'time_zone', p_account.time_zone,
        'price_lists', (SELECT json_object_agg(c.region, l.name ORDER BY c.region)
            FROM (SELECT DISTINCT ON (region) region, price_list_id FROM account.price_list_choice
                WHERE account_id = p_account.id ORDER BY region, from_day DESC) AS c
            JOIN catalog.price_list AS l ON l.id = c.price_list_id),
        'created', p_created));
END;
