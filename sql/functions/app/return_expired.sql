-- SPDX-License-Identifier: Apache-2.0
-- What was given back to purses that are over or have expired doesn't stay there: of a bought
-- card it goes to a substitute with its scope, valid for 30 days; of all others it is breakage.
-- The caller holds the account's lock and has posted p_postings.  Gives the account's row then.
CREATE OR REPLACE FUNCTION app.return_expired(
    p_account ledger.account, p_operation bigint, p_postings ledger.posting[], p_note text)
RETURNS ledger.account
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_account ledger.account := p_account;
    v_row record;
BEGIN
    FOR v_row IN
        SELECT u.*, p.amount AS given FROM unnest(p_postings) WITH ORDINALITY AS p
        JOIN ledger.purse AS u ON u.account_id = p_account.account_id AND u.number = p.purse
        WHERE u.is_over OR u.expires_at <= app.clock() ORDER BY p.ordinality
    LOOP
        IF v_row.origin = 'bought' THEN
            v_account := app.post(v_account, p_operation, 'adjustment', 'purchase',
                ARRAY[app.posting('card', v_row.number, -v_row.given)], p_note, NULL, NULL, NULL);
            v_account := app.fill_purse(v_account, p_operation, 'adjustment', 'purchase', 'card', 'bought',
                v_row.given, NULL, app.add_months(v_account.account_id, app.clock(), 0, 30), v_row.items, 0,
                v_row.number, p_note);
        ELSE
            v_account := app.post(v_account, p_operation, 'expiry', 'breakage',
                ARRAY[app.posting(v_row.kind, v_row.number, -v_row.given)], p_note, NULL, NULL, NULL);
            UPDATE ledger.purse SET lost = lost + v_row.given
            WHERE account_id = v_row.account_id AND number = v_row.number;
        END IF;
    END LOOP;
    RETURN v_account;
END
$$;
