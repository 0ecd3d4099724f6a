-- SPDX-License-Identifier: Apache-2.0
-- What the account's cash or arrears (below 0) were before the entry p_seq, or are when that
-- is to come; NULL of a cloud, which has no balance.
CREATE OR REPLACE FUNCTION app.balance_before(p_account_id uuid, p_seq bigint, p_source text) RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT CASE p_source
            WHEN 'cash' THEN CASE WHEN e.seq IS NULL THEN a.cash ELSE e.cash_after - c.change END
            WHEN 'arrears' THEN CASE WHEN e.seq IS NULL THEN -a.arrears
                ELSE -e.arrears_after - c.change END END
        FROM ledger.account AS a
        LEFT JOIN ledger.entry AS e ON e.account_id = a.account_id AND e.seq = p_seq
        CROSS JOIN LATERAL (SELECT CASE WHEN e.source = p_source THEN e.amount ELSE 0 END AS change) AS c
        WHERE a.account_id = p_account_id);
END
$$;
