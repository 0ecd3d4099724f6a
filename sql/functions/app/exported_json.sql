-- SPDX-License-Identifier: Apache-2.0
-- An entry of the journal as exports need it: both sides, and the balance after it.
CREATE OR REPLACE FUNCTION app.exported_json(p_account account.account, p_entry ledger.entry) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'account', p_account.code, 'currency', p_account.currency, 'seq', p_entry.seq,
        'operation', p_entry.operation, 'kind', p_entry.kind,
        'day', (p_entry.recorded_at AT TIME ZONE 'UTC')::date,
        'source', p_entry.source, 'purse_number', p_entry.purse, 'contra', p_entry.contra,
        'amount', app.money(p_account.currency, p_entry.amount),
        'contra_amount', app.money(p_account.currency, -p_entry.amount),
        'balance_after', app.money(p_account.currency, p_entry.balance_after), 'bill', p_entry.bill_id,
        'note', p_entry.note);
END;
