-- SPDX-License-Identifier: Apache-2.0
-- The money engine: a journal whose entries explain themselves and are chained by
-- hashes, blocks that anchor the chains, frozen funds, voucher codes, corrections,
-- and what two persons decide.

-- The functions of before know tables that change here; those of this version follow.
DO $$
DECLARE
    v_all text;
BEGIN
    SELECT string_agg(oid::regprocedure::text, ', ') INTO v_all FROM pg_proc
    WHERE pronamespace IN ('app'::regnamespace, 'api'::regnamespace, 'admin'::regnamespace,
        'jobs'::regnamespace)
        AND proname NOT LIKE 'tg\_%';
    IF v_all IS NOT NULL THEN
        EXECUTE 'DROP FUNCTION ' || v_all || ' CASCADE';
    END IF;
END
$$;

-- Version 1 of an entry's canonical row: a byte 1, then fields, each a length of 4
-- bytes (big-endian; ffffffff for NULL) and that many bytes.  Integers are 8 bytes
-- big-endian, line numbers 4; texts UTF-8; the day in days and the stamp in
-- microseconds since 1970-01-01 UTC.  docs/money.md lists the fields.
-- The binary form of PostgreSQL's arrays is just that behind its head of 20 bytes.
-- Never changed: a new form is a new function with another first byte.
CREATE FUNCTION app.tg_entry_row(
    p_account_id uuid, p_seq bigint, p_operation bigint, p_kind text, p_source text, p_purse int,
    p_contra text, p_amount bigint, p_balance_after bigint, p_cash_after bigint, p_frozen_after bigint,
    p_arrears_after bigint, p_ordinary_after bigint, p_full_reduction_after bigint, p_cards_after bigint,
    p_bill_id uuid, p_lines int[], p_line_amounts bigint[], p_effective_day date, p_recorded_at timestamptz,
    p_note text, p_evidence bytea)
RETURNS bytea
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT '\x01'::bytea
        || substr(array_send(ARRAY[uuid_send(p_account_id), convert_to(p_kind, 'UTF8'),
            convert_to(p_source, 'UTF8'), convert_to(p_contra, 'UTF8'), uuid_send(p_bill_id),
            convert_to(p_note, 'UTF8'), p_evidence]), 21)
        || substr(array_send(ARRAY[p_seq, p_operation, p_purse, p_amount, p_balance_after, p_cash_after,
            p_frozen_after, p_arrears_after, p_ordinary_after, p_full_reduction_after, p_cards_after,
            p_effective_day - date '1970-01-01', (extract(epoch FROM p_recorded_at) * 1000000)::bigint,
            coalesce(cardinality(p_lines), 0)]::bigint[]), 21)
        || coalesce(substr(array_send(p_lines), 21), ''::bytea)
        || coalesce(substr(array_send(p_line_amounts), 21), ''::bytea);
END;

-- The chain: each hash is SHA-256 over the hash before and the entry's row; before
-- the first entry stand 32 bytes of 0.  As an ordered window it chains many at once.
CREATE FUNCTION app.tg_link(p_state bytea, p_head bytea, p_row bytea) RETURNS bytea
LANGUAGE sql
IMMUTABLE
BEGIN ATOMIC
    SELECT sha256(coalesce(p_state, p_head) || p_row);
END;
CREATE AGGREGATE app.tg_chain(p_head bytea, p_row bytea) (SFUNC = app.tg_link, STYPE = bytea);

-- What a column may say.  Domains, because the checks of a domain are compiled once a
-- session, while each CHECK constraint of a table is read anew from its text by every
-- statement that writes: half of the price of an entry.
CREATE DOMAIN ledger.entry_kind AS text COLLATE "C" CHECK (VALUE IN ('grant', 'activation', 'purchase',
    'recharge',
    'repayment', 'deduction', 'adjustment', 'expiry', 'refund', 'freeze', 'unfreeze'));
CREATE DOMAIN ledger.entry_source AS text COLLATE "C" CHECK (VALUE IN ('ordinary', 'full_reduction',
    'card', 'cash',
    'frozen', 'arrears', 'aws', 'alibaba'));
CREATE DOMAIN ledger.entry_contra AS text COLLATE "C" CHECK (VALUE IN ('revenue', 'promotion', 'repayment',
    'clearing_offline', 'breakage', 'purchase', 'prepaid', 'hold', 'adjustment'));
CREATE DOMAIN ledger.purse_kind AS text CHECK (VALUE IN ('ordinary', 'full_reduction', 'card'));
CREATE DOMAIN ledger.purse_origin AS text CHECK (VALUE IN ('granted', 'activated', 'bought'));
CREATE DOMAIN ledger.balance AS bigint CHECK (VALUE >= 0);
CREATE DOMAIN ledger.positive AS bigint CHECK (VALUE > 0);
CREATE DOMAIN billing.method AS text CHECK (VALUE IN ('account', 'aws', 'alibaba'));

-- Balances by source, maintained; frozen is money taken out of cash by holds, which
-- nothing spends or repays with.  is_frozen: the customer may not spend.
ALTER TABLE ledger.account
    DROP CONSTRAINT account_check,
    DROP CONSTRAINT account_cash_check,
    DROP CONSTRAINT account_arrears_check,
    DROP CONSTRAINT account_cards_check,
    ADD ordinary bigint NOT NULL DEFAULT 0,
    ADD full_reduction bigint NOT NULL DEFAULT 0,
    ADD holds int NOT NULL DEFAULT 0,
    ADD is_frozen boolean NOT NULL DEFAULT false;
UPDATE ledger.account AS a SET ordinary = p.ordinary, full_reduction = p.full_reduction
FROM (SELECT account_id, coalesce(sum(balance) FILTER (WHERE kind = 'ordinary'), 0) AS ordinary,
        coalesce(sum(balance) FILTER (WHERE kind = 'full_reduction'), 0) AS full_reduction
    FROM ledger.purse GROUP BY account_id) AS p
WHERE p.account_id = a.account_id;
ALTER TABLE ledger.account
    DROP vouchers,
    ALTER cash TYPE ledger.balance,
    ALTER frozen TYPE ledger.balance,
    ALTER arrears TYPE ledger.balance,
    ALTER ordinary TYPE ledger.balance,
    ALTER full_reduction TYPE ledger.balance,
    ALTER cards TYPE ledger.balance;

-- is_over: expired and booked out, or voided; such a purse never pays again.
-- replaces: the purse for which this one was given as a substitute.  lost: what its
-- expiry or voiding took of it; one that is over and has lost nothing was used up.
ALTER TABLE ledger.purse
    DROP CONSTRAINT purse_number_check,
    DROP CONSTRAINT purse_kind_check,
    DROP CONSTRAINT purse_origin_check,
    DROP CONSTRAINT purse_face_check,
    DROP CONSTRAINT purse_min_spend_check,
    DROP CONSTRAINT purse_check1,
    ALTER kind TYPE ledger.purse_kind,
    ALTER origin TYPE ledger.purse_origin,
    DROP CONSTRAINT purse_check,
    ALTER face TYPE ledger.positive,
    ALTER balance TYPE ledger.balance,
    ALTER min_spend TYPE ledger.balance,
    ADD is_over boolean NOT NULL DEFAULT false,
    ADD replaces int,
    ADD lost bigint NOT NULL DEFAULT 0;
CREATE INDEX purse_expiry ON ledger.purse (expires_at) WHERE NOT is_over AND expires_at IS NOT NULL;

-- The hash of a purse's terms, which the entry that fills it carries: face, validity, scope
-- and min_spend can't be changed afterwards without it being seen.  The same fields of
-- length and bytes as app.tg_entry_row has: number, face, min_spend, valid_from and
-- expires_at in microseconds since 1970-01-01 UTC, then id, kind, origin, items.
CREATE FUNCTION app.tg_purse_terms(p_purse ledger.purse) RETURNS bytea
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT sha256('\x01'::bytea
        || substr(array_send(ARRAY[p_purse.number, p_purse.face, p_purse.min_spend,
            (extract(epoch FROM p_purse.valid_from) * 1000000)::bigint,
            (extract(epoch FROM p_purse.expires_at) * 1000000)::bigint]), 21)
        || substr(array_send(ARRAY[uuid_send(p_purse.id), convert_to(p_purse.kind, 'UTF8'),
            convert_to(p_purse.origin, 'UTF8'), convert_to(array_to_string(p_purse.items, ','), 'UTF8')]),
                21));
END;

ALTER TABLE ledger.operation
    DROP CONSTRAINT operation_kind_check,
    DROP bill_id,
    ADD CHECK (kind IN ('grant', 'activation', 'purchase', 'recharge', 'deduction', 'adjustment', 'expiry',
        'refund', 'freeze', 'unfreeze'));

-- The journal anew, with the lines that an entry paid, all balances after it, and the
-- hash.  Operations and purses are not held by foreign keys: each would cost as much
-- as the entry itself, and the invariants look for strays.
ALTER TABLE ledger.repayment DROP CONSTRAINT repayment_account_id_seq_fkey;
ALTER TABLE ledger.debt DROP CONSTRAINT debt_account_id_seq_fkey;
ALTER TABLE ledger.entry RENAME TO entry_before;
ALTER INDEX ledger.entry_recorded RENAME TO entry_before_recorded;
ALTER TABLE ledger.entry_before RENAME CONSTRAINT entry_pkey TO entry_before_pkey;

-- One row is both sides: source gains `amount` and contra, a book of the platform, loses
-- it (an entry of -5 on cash against revenue: the customer pays 5).  balance_after is
-- the balance of the source (arrears negative), NULL where the source is a cloud.
-- lines, line_amounts: the lines of the bill that it paid, and how much of each (what was
-- given back: negative).  evidence: hash of what it is about, the inputs of the bill
-- or the terms of the purse that it fills.  An amount of 0 notes that a purse or the
-- account was frozen or unfrozen.  ledger.operation has what somebody asked for; the
-- operation of a bill is its settlement.
CREATE TABLE ledger.entry (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    operation bigint NOT NULL,
    amount bigint NOT NULL,
    balance_after bigint,
    cash_after bigint NOT NULL,
    frozen_after bigint NOT NULL,
    arrears_after bigint NOT NULL,
    ordinary_after bigint NOT NULL,
    full_reduction_after bigint NOT NULL,
    cards_after bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    effective_day date NOT NULL,
    purse int,
    kind ledger.entry_kind NOT NULL,
    source ledger.entry_source NOT NULL,
    contra ledger.entry_contra NOT NULL,
    bill_id uuid,
    lines int[],
    line_amounts bigint[],
    note text,
    evidence bytea,
    hash bytea NOT NULL,
    PRIMARY KEY (account_id, seq)
);

-- Entries made before are given what follows from the entries up to them, in the
-- order of their stamps, on which the index depends.
INSERT INTO ledger.entry (account_id, seq, operation, amount, balance_after, cash_after, frozen_after,
    arrears_after, ordinary_after, full_reduction_after, cards_after, recorded_at, effective_day, purse, kind,
    source, contra, bill_id, lines, line_amounts, note, evidence, hash)
SELECT account_id, seq, operation, amount, balance_after, cash_after, 0, arrears_after, ordinary_after,
    full_reduction_after, cards_after, recorded_at, effective_day, purse, kind, source, contra, bill_id,
    lines, line_amounts, note, evidence,
    app.tg_chain(decode(repeat('00', 32), 'hex'), app.tg_entry_row(account_id, seq, operation, kind,
        source, purse, contra, amount, balance_after, cash_after, 0, arrears_after, ordinary_after,
            full_reduction_after,
        cards_after, bill_id, lines, line_amounts, effective_day, recorded_at, note, evidence))
        OVER (PARTITION BY account_id ORDER BY seq)
FROM (
    SELECT e.*, p.lines, p.line_amounts, o.reason AS note,
        coalesce(b.input_hash, CASE e.kind WHEN 'grant' THEN app.tg_purse_terms(u) END) AS evidence,
        coalesce(-sum(e.amount) FILTER (WHERE e.source = 'arrears') OVER w, 0)::bigint AS arrears_after,
        coalesce(sum(e.amount) FILTER (WHERE e.source = 'ordinary') OVER w, 0)::bigint AS ordinary_after,
        coalesce(sum(e.amount) FILTER (WHERE e.source = 'full_reduction') OVER w, 0)::bigint
            AS full_reduction_after,
        coalesce(sum(e.amount) FILTER (WHERE e.source = 'card') OVER w, 0)::bigint AS cards_after
    FROM ledger.entry_before AS e
    JOIN ledger.operation AS o ON o.account_id = e.account_id AND o.number = e.operation
    LEFT JOIN billing.bill AS b ON b.account_id = e.account_id AND b.id = e.bill_id
    LEFT JOIN ledger.purse AS u ON u.account_id = e.account_id AND u.number = e.purse
    LEFT JOIN (
        SELECT account_id, seq, array_agg(line ORDER BY line) AS lines,
            array_agg(amount ORDER BY line) AS line_amounts
        FROM billing.line_payment GROUP BY account_id, seq) AS p
        ON p.account_id = e.account_id AND p.seq = e.seq
    WINDOW w AS (PARTITION BY e.account_id ORDER BY e.seq)) AS x
ORDER BY recorded_at, account_id, seq;
DROP TABLE ledger.entry_before;
DROP TABLE billing.line_payment;
CREATE INDEX entry_recorded ON ledger.entry USING brin (recorded_at) WITH (pages_per_range = 32);
SELECT app.tg_protect('ledger.entry');
ALTER TABLE ledger.repayment ADD FOREIGN KEY (account_id, seq) REFERENCES ledger.entry;

UPDATE ledger.account AS a SET last_hash = coalesce((SELECT e.hash FROM ledger.entry AS e
    WHERE e.account_id = a.account_id AND e.seq = a.last_seq), decode(repeat('00', 32), 'hex'));
ALTER TABLE ledger.account
    ALTER last_hash SET DEFAULT decode(repeat('00', 32), 'hex'),
    ALTER last_hash SET NOT NULL;

-- returned: what corrections have taken back of it.
ALTER TABLE ledger.debt
    DROP CONSTRAINT debt_check,
    ADD returned bigint NOT NULL DEFAULT 0 CHECK (returned >= 0),
    ADD CHECK (repaid + returned <= amount);

-- The entries of a bill are those from first_seq to last_seq; none for a bill of 0.
-- A correction that gives back has negative sums.
ALTER TABLE billing.settlement
    DROP CONSTRAINT settlement_account_id_bill_id_fkey,
    DROP CONSTRAINT settlement_method_check,
    ALTER method TYPE billing.method,
    ADD first_seq bigint, ADD last_seq bigint;
ALTER TABLE billing.settlement DISABLE TRIGGER append_only;
UPDATE billing.settlement AS s SET first_seq = e.first_seq, last_seq = e.last_seq
FROM (SELECT account_id, bill_id, min(seq) AS first_seq, max(seq) AS last_seq
    FROM ledger.entry WHERE bill_id IS NOT NULL GROUP BY account_id, bill_id) AS e
WHERE e.account_id = s.account_id AND e.bill_id = s.bill_id;
ALTER TABLE billing.settlement ENABLE TRIGGER append_only;

-- The bill that an adjustment corrects; its ends_at is the instant it was made.
ALTER TABLE billing.bill ADD corrects uuid, ADD CHECK ((corrects IS NULL) = (kind = 'daily'));

DROP TYPE ledger.leg, billing.due;
-- A bill that is due for settlement; place = its order among its account's bills.
CREATE TYPE billing.due AS (
    account_id uuid,
    bill_id uuid,
    place int,
    day date,
    ends_at timestamptz,
    workspace_id bigint,
    workspace text,
    method text,
    total bigint,
    input_hash bytea
);
-- What one source gains (pays: negative) by one operation, and the lines it is for.
CREATE TYPE ledger.posting AS (
    source text,
    purse int,
    amount bigint,
    lines int[],
    line_amounts bigint[]
);

-- A part of the funds that was frozen; remaining is what has not been released.
CREATE TABLE ledger.hold (
    account_id uuid NOT NULL REFERENCES ledger.account,
    number int NOT NULL CHECK (number > 0),
    amount bigint NOT NULL CHECK (amount > 0),
    remaining bigint NOT NULL CHECK (remaining BETWEEN 0 AND amount),
    reason text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, number)
);

-- Codes that make a voucher for the account that activates them; only their SHA-256 is
-- known here.  Not of any account until then.  valid_days: from activation on.
CREATE TABLE ledger.voucher_code (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    currency text NOT NULL CHECK (currency IN ('CNY', 'USD')),
    kind text NOT NULL CHECK (kind IN ('ordinary', 'full_reduction')),
    face bigint NOT NULL CHECK (face > 0),
    expires_at timestamptz,
    valid_days int CHECK (valid_days BETWEEN 1 AND 3660),
    items text[] COLLATE "C",
    min_spend bigint NOT NULL DEFAULT 0 CHECK (min_spend >= 0),
    created_at timestamptz NOT NULL,
    activated_at timestamptz,
    account_id uuid,
    purse int,
    CHECK (num_nonnulls(expires_at, valid_days) <= 1),
    CHECK (num_nulls(activated_at, account_id, purse) IN (0, 3))
);

-- What one operator proposes and another decides.  payload holds the operation's
-- arguments; it takes place when approved, with the proposal's id as its key.
CREATE TABLE ops.proposal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('voucher_grant', 'card_grant', 'voucher_codes', 'recharge', 'refund',
        'adjustment', 'correction', 'release')),
    account_id uuid REFERENCES account.account,
    payload jsonb NOT NULL,
    reason text NOT NULL,
    request_key uuid NOT NULL UNIQUE,
    request_hash bytea NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected', 'expired')),
    decided_by text CHECK (decided_by <> proposed_by OR state = 'rejected'),
    decided_at timestamptz,
    decision_reason text,
    result jsonb,
    CHECK ((state IN ('approved', 'rejected')) = (decided_by IS NOT NULL)),
    CHECK ((state = 'approved') = (result IS NOT NULL))
);
CREATE INDEX proposal_open ON ops.proposal (proposed_at, id) WHERE state = 'proposed';

-- An operator's e-mail: who is a member of an account decides nothing about it.
ALTER TABLE identity.operator ADD email text COLLATE "C" CHECK (email = lower(email));

-- Blocks anchor the heads that changed since the block before: root is the Merkle
-- root over block_head in order of account, digest = SHA-256 over number, stamp, the
-- digest before, root (docs/money.md).  nodes: the tree's level above each 256 heads, so that
-- a path is found without all heads.  anchor: the last head of an account in a block.
CREATE TABLE ledger.block (
    number bigint PRIMARY KEY CHECK (number > 0),
    made_at timestamptz NOT NULL,
    heads int NOT NULL CHECK (heads > 0),
    root bytea NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    nodes bytea[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE ledger.block_head (
    account_id uuid NOT NULL,
    block bigint NOT NULL REFERENCES ledger.block,
    place int NOT NULL CHECK (place > 0),
    seq bigint NOT NULL CHECK (seq > 0),
    hash bytea NOT NULL,
    PRIMARY KEY (account_id, seq)
);
CREATE UNIQUE INDEX block_head_block ON ledger.block_head (block, place);
CREATE TABLE ledger.anchor (
    account_id uuid PRIMARY KEY,
    block bigint NOT NULL,
    seq bigint NOT NULL
) WITH (fillfactor = 80);
-- Which blocks were written to the file of a day.
CREATE TABLE ledger.digest_file (
    day date PRIMARY KEY,
    from_block bigint NOT NULL,
    until_block bigint NOT NULL,
    sha256 bytea NOT NULL,
    written_at timestamptz NOT NULL
);

SELECT app.tg_protect(t::regclass) FROM unnest(ARRAY[
    'ledger.block', 'ledger.block_head', 'ledger.digest_file']) AS t;

-- When all workspaces of the day had been rated, so that settling could begin.
ALTER TABLE metering.site_day ADD rated_at timestamptz;

-- The accounts with rated bills of a day end that wait to be settled: written with the bills,
-- deleted with their settlement, so that a step finds its batch without looking at all bills.
CREATE TABLE billing.close_work (
    ends_at timestamptz NOT NULL,
    account_id uuid NOT NULL,
    PRIMARY KEY (ends_at, account_id)
);
INSERT INTO billing.close_work (ends_at, account_id)
SELECT DISTINCT b.ends_at, b.account_id FROM billing.bill AS b
WHERE NOT EXISTS (
    SELECT FROM billing.settlement AS s WHERE s.account_id = b.account_id AND s.bill_id = b.id);

-- How many sessions close a day end side by side: one a processor.
ALTER TABLE ops.setting ADD close_sessions int NOT NULL DEFAULT 2 CHECK (close_sessions BETWEEN 1 AND 64);

-- Programs of before post entries without hashes.
UPDATE ops.setting SET min_worker_version = 7;
