-- SPDX-License-Identifier: Apache-2.0
-- A function that gives each account a long past: p_each entries, one every 7.2 hours
-- (100 a month) up to the clock.  Loaded as a copy would be, without triggers and
-- foreign keys; the books do not balance afterwards.
CREATE FUNCTION pg_temp.fill_history(p_each int) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    SET LOCAL session_replication_role = replica;
    INSERT INTO ledger.entry (account_id, seq, operation, kind, source, contra, amount, balance_after, cash_after,
        frozen_after, arrears_after, ordinary_after, full_reduction_after, cards_after, effective_day, recorded_at,
        hash)
    SELECT a.account_id, a.last_seq + n, 1, 'recharge', 'cash', 'clearing_offline', 1, n, n, 0, 0, 0, 0, 0,
        t.at::date, t.at, sha256(int8send(n))
    FROM ledger.account AS a CROSS JOIN generate_series(1, p_each) AS n
    CROSS JOIN LATERAL (SELECT app.clock() - (p_each - n) * interval '7.2 hours' AS at) AS t;
    UPDATE ledger.account SET last_seq = last_seq + p_each, last_at = app.clock();
END
$$;
