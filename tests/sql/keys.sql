-- SPDX-License-Identifier: Apache-2.0
-- What stands behind the locks: keys that keep out a second of what may be there once,
-- should a procedure ever forget to look.
BEGIN;
\ir support.psql
SELECT plan(14);

SELECT pg_temp.import(ARRAY['R,a,a,sum,sum,,,true,'], ARRAY['R,a,1,u,CN,CNY,,1']);
SELECT pg_temp.add_site('s');
SELECT pg_temp.add_account('acc') AS account \gset
SELECT pg_temp.add_workspace('s', 'w', 'acc', '2020-03-01');
SELECT pg_temp.recharge('acc', 3, 1);
SELECT pg_temp.send('s', 'w', ARRAY['a 2020-02-29T16:00:00Z 5']);
SELECT pg_temp.clock('2020-03-01T17:00:00Z');
SELECT pg_temp.close_all();
SELECT pg_temp.recharge('acc', 1, 2);
INSERT INTO billing.close_fault (workspace_id, day, ends_at, step, detail, raised_at)
SELECT id, '2020-03-02', app.clock(), 'rating', 'test', app.clock() FROM account.workspace;
INSERT INTO ledger.hold VALUES (:'account', 1, 5, 5, 'test', app.clock());
INSERT INTO ledger.voucher_code (hash, currency, kind, face, created_at)
VALUES (sha256(''), 'CNY', 'ordinary', 1, app.clock());

-- A row of the table again, with other values in some columns.
CREATE FUNCTION pg_temp.again(p_table regclass, p_other jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('INSERT INTO %s OVERRIDING SYSTEM VALUE
        SELECT (jsonb_populate_record((SELECT t FROM %1$s AS t LIMIT 1), $1)).*', p_table) USING p_other;
    RETURN 'accepted';
EXCEPTION
    WHEN unique_violation THEN
        RETURN 'refused';
END
$$;
SELECT is(pg_temp.again('ledger.operation', '{"number": 99}'), 'refused', 'one operation for a key of the account');
SELECT is(pg_temp.again('ledger.operation', '{"request_key": null, "request_hash": null}'), 'refused',
    'one operation of a number');
SELECT is(pg_temp.again('ledger.answer'), 'refused', 'one answer of an operation');
SELECT is(pg_temp.again('ledger.entry'), 'refused', 'one entry of a seq');
SELECT is(pg_temp.again('ledger.debt'), 'refused', 'one debt of an entry');
SELECT is(pg_temp.again('ledger.repayment'), 'refused', 'one share of a repayment in a debt');
SELECT is(pg_temp.again('ledger.hold'), 'refused', 'one hold of a number');
SELECT is(pg_temp.again('ledger.voucher_code'), 'refused', 'one voucher of a code');
SELECT is(pg_temp.again('billing.workspace_day', '{"bill_id": "00000000-0000-0000-0000-000000000000"}'), 'refused',
    'one claim of a workspace and day');
SELECT is(pg_temp.again('billing.bill', '{"id": "00000000-0000-0000-0000-000000000000"}'), 'refused',
    'one bill of a workspace and day');
SELECT is(pg_temp.again('billing.bill_line'), 'refused', 'one line of a number');
SELECT is(pg_temp.again('billing.settlement'), 'refused', 'one settlement of a bill');
SELECT is(pg_temp.again('billing.close_fault', '{"id": 99}'), 'refused', 'one open fault of a workspace and day');
SELECT is(pg_temp.again('ops.proposal', '{"id": "00000000-0000-0000-0000-000000000000"}'), 'refused',
    'one proposal of a key');

SELECT * FROM finish();
ROLLBACK;
