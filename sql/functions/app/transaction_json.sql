-- SPDX-License-Identifier: Apache-2.0
-- A row of income and expenditure: an entry with what it belongs to.
CREATE OR REPLACE FUNCTION app.transaction_json(p_currency text, p_entry ledger.entry) RETURNS json
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT json_build_object(
        'seq', p_entry.seq, 'operation', p_entry.operation,
        'recorded_at', app.instant(p_entry.recorded_at), 'day', p_entry.effective_day,
        'type', p_entry.kind, 'source', p_entry.source,
        'purse', (SELECT u.id FROM ledger.purse AS u
            WHERE u.account_id = p_entry.account_id AND u.number = p_entry.purse),
        'purse_number', p_entry.purse,
        'amount', app.money(p_currency, p_entry.amount),
        'balance_before', app.money(p_currency, p_entry.balance_after - p_entry.amount),
        'balance_after', app.money(p_currency, p_entry.balance_after),
        'balances', json_build_object(
            'cash', app.money(p_currency, p_entry.cash_after),
            'frozen', app.money(p_currency, p_entry.frozen_after),
            'vouchers', app.money(p_currency, p_entry.ordinary_after + p_entry.full_reduction_after),
            'stored_value', app.money(p_currency, p_entry.cards_after - p_entry.arrears_after)),
        'bill', (SELECT json_build_object('bill', b.id, 'site', s.code, 'workspace', w.code, 'day', b.day)
            FROM billing.bill AS b
            JOIN account.workspace AS w ON w.id = b.workspace_id
            JOIN catalog.site AS s ON s.id = b.site_id
            WHERE b.account_id = p_entry.account_id AND b.id = p_entry.bill_id),
        'note', p_entry.note, 'hash', encode(p_entry.hash, 'hex'));
END;
