-- SPDX-License-Identifier: Apache-2.0
-- What the settlement benchmarks call: bills handed out one by one, and the least
-- that a transfer between two accounts can be: two locks in order of id, a check,
-- two new balances, two entries.
CREATE SCHEMA bench;
CREATE TABLE bench.todo (n bigint PRIMARY KEY, account_id uuid NOT NULL, bill_id uuid NOT NULL);
CREATE SEQUENCE bench.turn;

CREATE TABLE bench.purse (
    id int PRIMARY KEY,
    balance bigint NOT NULL CHECK (balance >= 0),
    last_seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
CREATE TABLE bench.leg (
    purse_id int NOT NULL REFERENCES bench.purse,
    seq bigint NOT NULL,
    amount bigint NOT NULL,
    balance_after bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (purse_id, seq)
);
INSERT INTO bench.purse (id, balance) SELECT n, 1000000000 FROM generate_series(1, 2000) AS n;

CREATE FUNCTION bench.transfer(p_from int, p_to int, p_amount bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_balance bigint;
BEGIN
    PERFORM FROM bench.purse WHERE id IN (p_from, p_to) ORDER BY id FOR UPDATE;
    SELECT balance INTO STRICT v_balance FROM bench.purse WHERE id = p_from;
    IF v_balance < p_amount THEN
        RAISE EXCEPTION 'not enough';
    END IF;
    WITH moved AS (
        UPDATE bench.purse SET last_seq = last_seq + 1,
            balance = balance + CASE id WHEN p_from THEN -p_amount ELSE p_amount END
        WHERE id IN (p_from, p_to) RETURNING id, last_seq, balance
    )
    INSERT INTO bench.leg (purse_id, seq, amount, balance_after, recorded_at)
    SELECT id, last_seq, CASE id WHEN p_from THEN -p_amount ELSE p_amount END, balance, clock_timestamp()
    FROM moved;
END
$$;

-- The tables that a settlement writes, with their keys and checks, without triggers.
CREATE TABLE bench.entry (LIKE ledger.entry INCLUDING ALL);
CREATE TABLE bench.settlement (LIKE billing.settlement INCLUDING ALL);
