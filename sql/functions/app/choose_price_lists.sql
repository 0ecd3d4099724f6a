-- SPDX-License-Identifier: Apache-2.0
-- Puts a new account on the lists of {"REGION": "LIST"} from the beginning of time.
-- Raises LG005, LG019.
CREATE OR REPLACE FUNCTION app.choose_price_lists(p_account_id uuid, p_price_lists json) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_choice record;
    v_list_id int;
BEGIN
    FOR v_choice IN
        SELECT key AS region, value AS list FROM json_each_text(coalesce(p_price_lists, '{}'))
    LOOP
        PERFORM app.require_choice(v_choice.region, ARRAY['CN', 'INT'], '/price_lists');
        SELECT id INTO v_list_id FROM catalog.price_list WHERE name = v_choice.list;
        IF NOT FOUND THEN
            RAISE SQLSTATE 'LG019' USING
                MESSAGE = format('no price list %s', v_choice.list),
                COLUMN = '/price_lists/' || v_choice.region;
        END IF;
        INSERT INTO account.price_list_choice (account_id, region, from_day, price_list_id)
        VALUES (p_account_id, v_choice.region, '-infinity', v_list_id);
    END LOOP;
END
$$;
