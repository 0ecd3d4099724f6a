-- SPDX-License-Identifier: Apache-2.0
-- The hash of a purse's terms, which the entry that fills it carries: face, validity, scope
-- and min_spend can't be changed afterwards without it being seen.  The same fields of
-- length and bytes as app.tg_entry_row has: number, face, min_spend, valid_from and
-- expires_at in microseconds since 1970-01-01 UTC, then id, kind, origin, items.
CREATE OR REPLACE FUNCTION app.purse_terms(p_purse ledger.purse) RETURNS bytea
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT sha256('\x01'::bytea
        || substr(array_send(ARRAY[p_purse.number, p_purse.face, p_purse.min_spend,
            (extract(epoch FROM p_purse.valid_from) * 1000000)::bigint,
            (extract(epoch FROM p_purse.expires_at) * 1000000)::bigint]), 21)
        || substr(array_send(ARRAY[uuid_send(p_purse.id), convert_to(p_purse.kind, 'UTF8'),
            convert_to(p_purse.origin, 'UTF8'), convert_to(array_to_string(p_purse.items, ','), 'UTF8')]),
                21));
END;
