-- SPDX-License-Identifier: Apache-2.0
-- The proof that the books balance: Σ bills = Σ postings per currency, the trial
-- balance of all books (sources and platform) coming to 0, and every invariant.
-- Reads it all: for demos, tests and an operator's doubt, not for a page.
CREATE OR REPLACE FUNCTION admin.prove_books(p_session uuid) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_bills json;
    v_postings json;
    v_books json;
    v_invariants json;
    v_balanced boolean;
BEGIN
    PERFORM app.operator(p_session);
    SELECT coalesce(json_agg(json_build_object(
        'currency', currency, 'bills', n, 'amount', app.money(currency, amount))
        ORDER BY currency), '[]') INTO v_bills
    FROM (SELECT b.currency, count(*) AS n, sum(b.total)::bigint AS amount
        FROM billing.bill AS b
        JOIN billing.settlement AS s ON s.account_id = b.account_id AND s.bill_id = b.id
        GROUP BY b.currency) AS x;
    SELECT coalesce(json_agg(json_build_object(
        'currency', currency, 'postings', n, 'amount', app.money(currency, amount))
        ORDER BY currency), '[]') INTO v_postings
    FROM (SELECT a.currency, count(*) AS n, -sum(e.amount)::bigint AS amount
        FROM ledger.entry AS e JOIN ledger.account AS a ON a.account_id = e.account_id
        WHERE e.bill_id IS NOT NULL GROUP BY a.currency) AS x;
    SELECT coalesce(json_agg(json_build_object(
        'currency', currency, 'book', book, 'amount', app.money(currency, amount))
        ORDER BY currency, book), '[]') INTO v_books
    FROM (SELECT a.currency, x.book, sum(x.amount)::bigint AS amount
        FROM ledger.entry AS e JOIN ledger.account AS a ON a.account_id = e.account_id
        CROSS JOIN LATERAL (VALUES (e.contra, -e.amount), (e.source, e.amount)) AS x (book, amount)
        GROUP BY a.currency, x.book) AS t;
    SELECT json_agg(json_build_object(
            'number', i.number, 'name', i.name, 'violations', i.violations) ORDER BY i.number),
        sum(i.violations) = 0
    INTO v_invariants, v_balanced FROM app.check_invariants() AS i;
    RETURN json_build_object(
        'bills', (SELECT count(*) FROM billing.bill), 'sum_bills', v_bills, 'sum_postings', v_postings,
        'trial_balance', v_books, 'invariants', v_invariants, 'balanced', v_balanced);
END
$$;
