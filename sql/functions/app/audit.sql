-- SPDX-License-Identifier: Apache-2.0
-- One row of the audit log; before and after may be NULL.
CREATE OR REPLACE FUNCTION app.audit(
    p_actor text, p_action text, p_object text, p_reason text, p_before jsonb, p_after jsonb)
RETURNS void
LANGUAGE sql
VOLATILE
BEGIN ATOMIC
    INSERT INTO ops.audit (actor, action, object, reason, before, after)
    VALUES (p_actor, p_action, p_object, p_reason, p_before, p_after);
END;
