-- SPDX-License-Identifier: Apache-2.0
-- The invariants of what an entry says of its account and of the chain, for
-- app.check_invariants: how often each is broken.
CREATE OR REPLACE FUNCTION app.chain_invariants()
RETURNS TABLE (number int, name text, violations bigint)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT 13, 'each entry knows all balances after it, and the last ones are the account''s', (
        SELECT count(*) FROM (SELECT e.*,
                sum(amount) FILTER (WHERE source = 'cash') OVER w AS cash,
                sum(amount) FILTER (WHERE source = 'frozen') OVER w AS frozen,
                -sum(amount) FILTER (WHERE source = 'arrears') OVER w AS arrears,
                sum(amount) FILTER (WHERE source = 'ordinary') OVER w AS ordinary,
                sum(amount) FILTER (WHERE source = 'full_reduction') OVER w AS full_reduction,
                sum(amount) FILTER (WHERE source = 'card') OVER w AS cards
            FROM ledger.entry AS e WINDOW w AS (PARTITION BY account_id ORDER BY seq)) AS x
        WHERE (cash_after, frozen_after, arrears_after, ordinary_after, full_reduction_after, cards_after)
            <> (coalesce(cash, 0), coalesce(frozen, 0), coalesce(arrears, 0), coalesce(ordinary, 0),
                coalesce(full_reduction, 0), coalesce(cards, 0))) + (
        SELECT count(*) FROM ledger.account AS a CROSS JOIN LATERAL app.purse_sums(a.account_id) AS p
        WHERE (a.ordinary, a.full_reduction, a.cards) <> (p.ordinary, p.full_reduction, p.cards))
    UNION ALL
    SELECT 14, 'each entry''s hash is that of its row and of the hash before', count(*)
    FROM (SELECT e.hash, sha256(lag(e.hash, 1, decode(repeat('00', 32), 'hex')) OVER (
                PARTITION BY e.account_id ORDER BY e.seq)
            || app.tg_entry_row(e.account_id, e.seq, e.operation, e.kind, e.source, e.purse, e.contra,
                e.amount, e.balance_after, e.cash_after, e.frozen_after, e.arrears_after, e.ordinary_after,
                e.full_reduction_after, e.cards_after, e.bill_id, e.lines, e.line_amounts, e.effective_day,
                e.recorded_at, e.note, e.evidence)) AS expected
        FROM ledger.entry AS e) AS x
    WHERE hash <> expected
    UNION ALL
    SELECT 15, 'each entry fits its source and belongs to an operation or settlement and a purse', (
        SELECT count(*) FROM ledger.entry AS e
        LEFT JOIN ledger.operation AS o ON o.account_id = e.account_id AND o.number = e.operation
        LEFT JOIN billing.settlement AS s ON s.account_id = e.account_id AND s.bill_id = e.bill_id
        LEFT JOIN ledger.purse AS u ON u.account_id = e.account_id AND u.number = e.purse
        WHERE (o.number IS NULL AND s.operation IS DISTINCT FROM e.operation)
            OR (e.bill_id IS NOT NULL
                AND (s.first_seq IS NULL OR e.seq NOT BETWEEN s.first_seq AND s.last_seq))
            OR (e.purse IS NOT NULL) <> (e.source IN ('ordinary', 'full_reduction', 'card'))
            OR (e.purse IS NOT NULL AND u.kind IS DISTINCT FROM e.source)
            OR (e.balance_after IS NULL) <> (e.source IN ('aws', 'alibaba'))
            OR (e.amount = 0 AND e.kind NOT IN ('freeze', 'unfreeze'))
            OR cardinality(e.lines) IS DISTINCT FROM cardinality(e.line_amounts))
    UNION ALL
    SELECT 18, 'a purse holds no more than its face, and only full-reduction vouchers have a min_spend',
        count(*)
    FROM ledger.purse AS p
    WHERE p.balance > p.face OR (p.min_spend > 0 AND p.kind <> 'full_reduction')
    UNION ALL
    SELECT 16, 'what is held of the frozen funds is their balance', count(*)
    FROM ledger.account AS a
    WHERE a.frozen <> (SELECT coalesce(sum(h.remaining), 0) FROM ledger.hold AS h
        WHERE h.account_id = a.account_id);
END;
