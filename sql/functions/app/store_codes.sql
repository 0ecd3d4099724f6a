-- SPDX-License-Identifier: Apache-2.0
-- Stores activation codes, of which only the SHA-256 is told, with the terms of the
-- vouchers that they make.  Raises LG004, LG005, LG011 (a code that there is).
CREATE OR REPLACE FUNCTION app.store_codes(p_payload jsonb, p_actor text, p_reason text) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_currency CONSTANT text := app.payload_text(p_payload, 'currency');
    v_kind CONSTANT text := app.payload_text(p_payload, 'kind');
    v_expires_at CONSTANT timestamptz :=
        app.read_instant(app.payload_text(p_payload, 'expires_at'), '/payload/expires_at');
    v_days CONSTANT int := app.payload_int(p_payload, 'valid_days');
    v_items CONSTANT text[] := app.payload_texts(p_payload, 'items', 1000);
    v_min CONSTANT numeric := app.payload_amount(p_payload, 'min_spend');
    v_hashes CONSTANT text[] := app.payload_texts(p_payload, 'hashes', 10000);
    v_stored int;
    v_answer json;
BEGIN
    PERFORM app.require_choice(v_currency, ARRAY['CNY', 'USD'], '/payload/currency');
    PERFORM app.require_choice(v_kind, ARRAY['ordinary', 'full_reduction'], '/payload/kind');
    PERFORM app.check_grant(v_kind, app.clock(), v_expires_at, v_items, v_min);
    IF v_days > 3660 OR num_nonnulls(v_days, v_expires_at) = 2 THEN
        PERFORM app.fail_field('/payload/valid_days', 'up to 3660 days, and nothing beside expires_at');
    ELSIF coalesce(cardinality(v_hashes), 0) = 0
        OR EXISTS (SELECT FROM unnest(v_hashes) AS h WHERE h !~ '^[0-9a-f]{64}$')
    THEN
        PERFORM app.fail_field(
            '/payload/hashes', 'the SHA-256 of 1 to 10000 codes, each as 64 hexadecimal digits');
    END IF;
    INSERT INTO ledger.voucher_code (hash, currency, kind, face, expires_at, valid_days, items, min_spend,
        created_at)
    SELECT decode(h, 'hex'), v_currency, v_kind,
        app.positive_minor(v_currency, app.payload_amount(p_payload, 'face'), '/payload/face'),
        v_expires_at, v_days, v_items,
        app.minor(v_currency, coalesce(v_min, 0), '/payload/min_spend'), app.clock()
    FROM unnest(v_hashes) AS h ORDER BY h
    ON CONFLICT (hash) DO NOTHING;
    GET DIAGNOSTICS v_stored = ROW_COUNT;
    IF v_stored < cardinality(v_hashes) THEN
        RAISE SQLSTATE 'LG011' USING
            MESSAGE = 'some of these codes are there already', COLUMN = '/payload/hashes';
    END IF;
    v_answer := json_build_object('codes', v_stored, 'currency', v_currency, 'kind', v_kind);
    PERFORM app.audit(p_actor, 'voucher_codes', v_currency, p_reason, NULL, v_answer::jsonb);
    RETURN v_answer;
END
$$;
