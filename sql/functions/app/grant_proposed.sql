-- SPDX-License-Identifier: Apache-2.0
-- Grants the voucher or card that a proposal's payload tells.  Raises what app.grant_purse does.
CREATE OR REPLACE FUNCTION app.grant_proposed(
    p_account_id uuid, p_payload jsonb, p_kind text, p_actor text, p_reason text, p_request_key uuid)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN app.grant_purse(p_account_id, p_kind, app.payload_amount(p_payload, 'face'),
        app.read_instant(app.payload_text(p_payload, 'valid_from'), '/payload/valid_from'),
        app.read_instant(app.payload_text(p_payload, 'expires_at'), '/payload/expires_at'),
        app.payload_texts(p_payload, 'items', 1000), app.payload_amount(p_payload, 'min_spend'),
        p_actor, p_reason, p_request_key);
END
$$;
