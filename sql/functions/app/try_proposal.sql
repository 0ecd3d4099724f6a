-- SPDX-License-Identifier: Apache-2.0
-- Does what would be proposed and undoes it, so that what can't be done is refused with the
-- operation's own error.  Raises what app.run_proposal does.
CREATE OR REPLACE FUNCTION app.try_proposal(
    p_kind text, p_account_id uuid, p_payload jsonb, p_actor text, p_reason text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM app.run_proposal(p_kind, p_account_id, p_payload, p_actor, p_reason, gen_random_uuid());
    RAISE EXCEPTION USING ERRCODE = 'triggered_action_exception';
EXCEPTION
    WHEN triggered_action_exception THEN
        RETURN;
END
$$;
