-- SPDX-License-Identifier: Apache-2.0
-- Settles made-up bills, as app.read_simulation has checked them, one after the other at the
-- clock against a copy of the account, and explains each.  Locks nothing of the account;
-- meant to be rolled back.  Items sms and dial_tests are not voucher-eligible (product rule 3.3).
CREATE OR REPLACE FUNCTION app.simulate_bills(p_account account.account, p_bills json) RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_now CONSTANT timestamptz := app.clock();
    v_first CONSTANT ledger.account := app.stage_account(p_account);
    v_account ledger.account := v_first;
    v_before bigint;
    v_bill billing.bill;
    v_settlement billing.settlement;
    v_items text[];
    v_exact numeric[];
    v_asked json;
    v_answers json[] := ARRAY[]::json[];
BEGIN
    v_bill.account_id := v_first.account_id;
    v_bill.kind := 'daily';
    v_bill.currency := p_account.currency;
    v_bill.day := (v_now AT TIME ZONE 'UTC')::date;
    v_bill.ends_at := v_now + interval '1 microsecond';
    FOR v_asked IN SELECT b.value FROM json_array_elements(p_bills) WITH ORDINALITY AS b
        ORDER BY b.ordinality
    LOOP
        SELECT array_agg(l.value ->> 'item' ORDER BY l.ordinality),
            array_agg((l.value ->> 'amount')::numeric ORDER BY l.ordinality),
            sum((l.value ->> 'amount')::numeric)
        INTO v_items, v_exact, v_bill.exact
        FROM json_array_elements(v_asked -> 'lines') WITH ORDINALITY AS l;
        v_bill.id := gen_random_uuid();
        v_bill.total := app.stage_lines(v_bill.account_id, v_bill.id, v_bill.day, v_bill.currency, v_items,
            ARRAY(SELECT i NOT IN ('sms', 'dial_tests') FROM unnest(v_items) WITH ORDINALITY AS u (i, n)
                ORDER BY n),
            v_exact);
        v_bill.residue := v_bill.exact - v_bill.total * ('1e-' || app.digits(v_bill.currency))::numeric;
        v_before := v_account.last_seq;
        PERFORM app.settle_due(v_account, ROW(v_bill.account_id, v_bill.id, 1, v_bill.day, v_bill.ends_at,
            NULL, coalesce(v_asked ->> 'workspace', ''), v_asked ->> 'settlement',
            v_bill.total, ''::bytea)::billing.due);
        SELECT * INTO STRICT v_account FROM ledger.account WHERE account_id = v_bill.account_id;
        SELECT * INTO STRICT v_settlement FROM billing.settlement
        WHERE account_id = v_bill.account_id AND bill_id = v_bill.id;
        v_answers := v_answers || app.json_merge(json_build_object('workspace', v_asked ->> 'workspace'),
            app.explanation_json(v_bill, v_settlement, v_before + 1, p_account.id));
    END LOOP;
    RETURN json_build_object('mode', 'bills', 'account', p_account.code, 'currency', p_account.currency,
        'at', app.instant(v_now), 'before', app.balances_json(v_first), 'after', app.balances_json(v_account),
        'bills', array_to_json(v_answers));
END
$$;
