-- SPDX-License-Identifier: Apache-2.0
-- Whether an account began on just these price lists, {"REGION": "LIST"}.
CREATE OR REPLACE FUNCTION app.chose_price_lists(p_account_id uuid, p_price_lists json) RETURNS boolean
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT coalesce(p_price_lists, '{}')::jsonb = coalesce((
        SELECT jsonb_object_agg(c.region, l.name)
        FROM account.price_list_choice AS c JOIN catalog.price_list AS l ON l.id = c.price_list_id
        WHERE c.account_id = p_account_id AND c.from_day = '-infinity'), '{}');
END;
