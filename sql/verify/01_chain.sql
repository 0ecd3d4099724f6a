-- SPDX-License-Identifier: Apache-2.0
-- entries: no gap, stamps rise, hashes follow from the values (3, 14)
-- The canonical row is put together here by hand: docs/money.md lists its fields.
WITH start AS (
    SELECT account_id, max(seq) AS seq FROM ledger.block_head WHERE block <= $1::bigint GROUP BY account_id
), entry AS (
    SELECT e.account_id, e.seq, e.operation, e.recorded_at, e.hash, coalesce(s.seq, 0) AS after,
        coalesce(lag(e.seq) OVER w, 0) AS seq_before, lag(e.recorded_at) OVER w AS stamp_before,
        coalesce(lag(e.operation) OVER w, 0) AS operation_before,
        coalesce(lag(e.hash) OVER w, decode(repeat('00', 32), 'hex')) AS hash_before,
        '\x0100000010'::bytea || uuid_send(e.account_id)
        || int4send(octet_length(e.kind)) || convert_to(e.kind, 'UTF8')
        || int4send(octet_length(e.source)) || convert_to(e.source, 'UTF8')
        || int4send(octet_length(e.contra)) || convert_to(e.contra, 'UTF8')
        || coalesce('\x00000010'::bytea || uuid_send(e.bill_id), '\xffffffff')
        || coalesce(int4send(octet_length(e.note)) || convert_to(e.note, 'UTF8'), '\xffffffff')
        || coalesce(int4send(octet_length(e.evidence)) || e.evidence, '\xffffffff')
        || '\x00000008'::bytea || int8send(e.seq)
        || '\x00000008'::bytea || int8send(e.operation)
        || coalesce('\x00000008'::bytea || int8send(e.purse::bigint), '\xffffffff')
        || '\x00000008'::bytea || int8send(e.amount)
        || coalesce('\x00000008'::bytea || int8send(e.balance_after), '\xffffffff')
        || '\x00000008'::bytea || int8send(e.cash_after)
        || '\x00000008'::bytea || int8send(e.frozen_after)
        || '\x00000008'::bytea || int8send(e.arrears_after)
        || '\x00000008'::bytea || int8send(e.ordinary_after)
        || '\x00000008'::bytea || int8send(e.full_reduction_after)
        || '\x00000008'::bytea || int8send(e.cards_after)
        || '\x00000008'::bytea || int8send((e.effective_day - date '1970-01-01')::bigint)
        || '\x00000008'::bytea || int8send((extract(epoch FROM e.recorded_at) * 1000000)::bigint)
        || '\x00000008'::bytea || int8send(coalesce(cardinality(e.lines), 0)::bigint)
        || coalesce((SELECT string_agg('\x00000004'::bytea || int4send(l.line), ''::bytea ORDER BY l.place)
            FROM unnest(e.lines) WITH ORDINALITY AS l (line, place)), ''::bytea)
        || coalesce((SELECT string_agg('\x00000008'::bytea || int8send(l.amount), ''::bytea ORDER BY l.place)
            FROM unnest(e.line_amounts) WITH ORDINALITY AS l (amount, place)), ''::bytea) AS canonical
    FROM ledger.entry AS e LEFT JOIN start AS s ON s.account_id = e.account_id
    WHERE e.seq >= coalesce(s.seq, 0)
    WINDOW w AS (PARTITION BY e.account_id ORDER BY e.seq)
), judged AS (
    SELECT account_id,
        CASE WHEN seq <> seq_before + 1 THEN seq_before + 1 ELSE seq END AS seq,
        CASE
            WHEN seq <> seq_before + 1 THEN 'the entry is missing'
            WHEN hash <> sha256(hash_before || canonical) THEN 'the hash does not follow from the values'
            WHEN recorded_at <= stamp_before THEN 'it is not stamped later than the entry before'
            WHEN operation NOT BETWEEN operation_before AND operation_before + 1
                AND seq_before > 0 THEN 'its operation is not the one before or the next'
        END AS detail
    FROM entry WHERE seq > after
)
SELECT coalesce(c.code, j.account_id::text) AS account, j.seq, j.detail
FROM judged AS j LEFT JOIN account.account AS c ON c.id = j.account_id
WHERE j.detail IS NOT NULL
