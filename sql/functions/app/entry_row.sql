-- SPDX-License-Identifier: Apache-2.0
-- The canonical row of an entry, over which its hash goes.
CREATE OR REPLACE FUNCTION app.entry_row(p_entry ledger.entry) RETURNS bytea
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT app.tg_entry_row(p_entry.account_id, p_entry.seq, p_entry.operation, p_entry.kind, p_entry.source,
        p_entry.purse, p_entry.contra, p_entry.amount, p_entry.balance_after, p_entry.cash_after,
        p_entry.frozen_after, p_entry.arrears_after, p_entry.ordinary_after, p_entry.full_reduction_after,
        p_entry.cards_after, p_entry.bill_id, p_entry.lines, p_entry.line_amounts, p_entry.effective_day,
        p_entry.recorded_at, p_entry.note, p_entry.evidence);
END;
