-- SPDX-License-Identifier: Apache-2.0
-- The fields of an entry's canonical row, in its order; numbers as text, amounts in minor units.
CREATE OR REPLACE FUNCTION app.canonical_json(p_entry ledger.entry) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'account_id', p_entry.account_id, 'kind', p_entry.kind, 'source', p_entry.source,
        'contra', p_entry.contra,
        'bill_id', p_entry.bill_id, 'note', p_entry.note, 'evidence', encode(p_entry.evidence, 'hex'),
        'seq', p_entry.seq::text, 'operation', p_entry.operation::text, 'purse', p_entry.purse::text,
        'amount', p_entry.amount::text, 'balance_after', p_entry.balance_after::text,
        'cash_after', p_entry.cash_after::text, 'frozen_after', p_entry.frozen_after::text,
        'arrears_after', p_entry.arrears_after::text, 'ordinary_after', p_entry.ordinary_after::text,
        'full_reduction_after', p_entry.full_reduction_after::text, 'cards_after', p_entry.cards_after::text,
        'effective_day', p_entry.effective_day, 'recorded_at', app.micros(p_entry.recorded_at),
        'lines', coalesce(p_entry.lines, '{}')::text[],
        'line_amounts', coalesce(p_entry.line_amounts, '{}')::text[]);
END;
