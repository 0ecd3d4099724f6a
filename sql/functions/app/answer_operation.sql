-- SPDX-License-Identifier: Apache-2.0
-- Ends an operation that a request asked for: keeps the answer for its idempotency key
-- and writes the audit log, once for both, however often the key is repeated.
CREATE OR REPLACE FUNCTION app.answer_operation(
    p_account_id uuid, p_operation bigint, p_action text, p_answer json)
RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    INSERT INTO ledger.answer (account_id, operation, answer) VALUES (p_account_id, p_operation, p_answer);
    SELECT app.audit(o.actor, p_action, a.code, o.reason, NULL, p_answer::jsonb)
    FROM ledger.operation AS o JOIN account.account AS a ON a.id = o.account_id
    WHERE o.account_id = p_account_id AND o.number = p_operation;
END;
