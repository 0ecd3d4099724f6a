-- SPDX-License-Identifier: Apache-2.0
-- Publishes what the files say of one list, region and currency as a version from
-- p_effective_from on; the input is checked.  The same content again changes
-- nothing.  Gives the version's number and whether it is new.  Raises LG009 (the day, or one
-- after it, is closed at a site of the region), LG011 (another content).
CREATE OR REPLACE FUNCTION app.publish_version(
    p_items json, p_prices json, p_list text, p_region text, p_currency text, p_effective_from date,
    OUT version int, OUT created boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_list_id int;
    v_hash bytea;
    v_version catalog.price_list_version;
BEGIN
    INSERT INTO catalog.price_list (name) VALUES (p_list) ON CONFLICT (name) DO NOTHING;
    SELECT id INTO STRICT v_list_id FROM catalog.price_list WHERE name = p_list;
    SELECT sha256(convert_to(concat_ws('|',
        (SELECT string_agg((i.value::jsonb - 'note')::text, ',' ORDER BY i.ordinality)
            FROM json_array_elements(p_items) WITH ORDINALITY AS i WHERE i.value ->> 'generation' = p_list),
        (SELECT string_agg(p.value::jsonb::text, ',' ORDER BY p.value::jsonb::text)
            FROM json_array_elements(p_prices) AS p WHERE p.value ->> 'generation' = p_list
                AND p.value ->> 'region' = p_region AND p.value ->> 'currency' = p_currency)), 'UTF8'))
    INTO v_hash;

    SELECT * INTO v_version FROM catalog.price_list_version AS v
    WHERE v.price_list_id = v_list_id AND v.region = p_region AND v.currency = p_currency
        AND v.effective_from = p_effective_from;
    created := v_version.id IS NULL;
    version := v_version.version;
    IF NOT created THEN
        IF v_version.content_hash <> v_hash THEN
            RAISE SQLSTATE 'LG011' USING MESSAGE = format(
                'price list %s of %s in %s from %s is published with another content',
                p_list, p_region, p_currency, p_effective_from);
        END IF;
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM metering.site_day AS d JOIN catalog.site AS s ON s.id = d.site_id
        WHERE s.region = p_region AND d.day >= p_effective_from AND d.closing_at IS NOT NULL)
    THEN
        RAISE SQLSTATE 'LG009' USING MESSAGE = 'a price list takes effect after every closed day',
            COLUMN = '/effective_from';
    END IF;
    INSERT INTO catalog.price_list_version
        (price_list_id, region, currency, version, effective_from, content_hash, published_at)
    SELECT v_list_id, p_region, p_currency, coalesce(max(v.version), 0) + 1,
        p_effective_from, v_hash, app.clock()
    FROM catalog.price_list_version AS v
    WHERE v.price_list_id = v_list_id AND v.region = p_region AND v.currency = p_currency
    RETURNING * INTO v_version;
    version := v_version.version;
    PERFORM app.fill_version(v_version.id, p_items, p_prices, p_list, p_region, p_currency);
END
$$;
