-- SPDX-License-Identifier: Apache-2.0
-- Publishes price lists from an items and a prices file (arrays of objects of
-- strings, keyed by the CSV headers): one version per list, region and currency that
-- has prices.  All or nothing; the same files again change nothing.  One operator
-- alone may, see admin.grant_voucher.  Raises LG001, LG005, LG009, LG011.
CREATE OR REPLACE FUNCTION admin.import_catalogue(
    p_session uuid, p_items json, p_prices json, p_effective_from date, p_reason text)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_actor CONSTANT text := app.operator(p_session);
    v_reason CONSTANT text := app.reason(p_reason);
    v_key record;
    v_published record;
    v_versions jsonb := jsonb_build_array();
BEGIN
    IF p_effective_from IS NULL OR NOT isfinite(p_effective_from) THEN
        PERFORM app.fail_field('/effective_from', 'a day such as 2015-01-01');
    END IF;
    PERFORM app.check_items(p_items);
    PERFORM app.check_prices(p_items, p_prices);
    -- No step of a close runs between the look at closed days and the commit.
    PERFORM pg_advisory_xact_lock(app.lock_class('close'), 0);
    FOR v_key IN
        SELECT DISTINCT p.generation, p.region, p.currency
        FROM json_to_recordset(p_prices) AS p (generation text, region text, currency text)
        ORDER BY 1, 2, 3
    LOOP
        SELECT * INTO v_published FROM app.publish_version(
            p_items, p_prices, v_key.generation, v_key.region, v_key.currency, p_effective_from);
        v_versions := v_versions || jsonb_build_object(
            'price_list', v_key.generation, 'region', v_key.region, 'currency', v_key.currency,
            'version', v_published.version, 'effective_from', p_effective_from,
            'created', v_published.created);
    END LOOP;
    IF v_versions @> '[{"created": true}]' THEN
        PERFORM app.audit(v_actor, 'import_catalogue', p_effective_from::text, v_reason, NULL, v_versions);
    END IF;
    RETURN json_build_object('versions', v_versions);
END
$$;
