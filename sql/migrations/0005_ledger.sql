-- SPDX-License-Identifier: Apache-2.0
-- The journal and the balances it explains.  Money in minor units.

-- The account's mutex and its maintained balances; every writer of the account's
-- money holds this row FOR UPDATE.  arrears is a positive debt; frozen is the
-- part of cash that can't be spent.
CREATE TABLE ledger.account (
    account_id uuid PRIMARY KEY REFERENCES account.account,
    currency text NOT NULL,
    cash bigint NOT NULL DEFAULT 0 CHECK (cash >= 0),
    frozen bigint NOT NULL DEFAULT 0 CHECK (frozen >= 0 AND frozen <= cash),
    arrears bigint NOT NULL DEFAULT 0 CHECK (arrears >= 0),
    purses int NOT NULL DEFAULT 0,
    last_operation bigint NOT NULL DEFAULT 0,
    last_seq bigint NOT NULL DEFAULT 0,
    last_at timestamptz NOT NULL DEFAULT '-infinity',
    last_hash bytea
) WITH (fillfactor = 80);

-- Vouchers and cards.  number is the order of creation in the account, the last
-- tie-break of rule 5; items NULL = no scope.  Validity may be empty on purpose:
-- the settling function takes any, the doors refuse such a purse.
CREATE TABLE ledger.purse (
    account_id uuid NOT NULL REFERENCES ledger.account,
    number int NOT NULL CHECK (number > 0),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('ordinary', 'full_reduction', 'card')),
    origin text NOT NULL CHECK (origin IN ('granted', 'activated', 'bought')),
    face bigint NOT NULL CHECK (face > 0),
    balance bigint NOT NULL CHECK (balance >= 0 AND balance <= face),
    valid_from timestamptz,
    expires_at timestamptz,
    items text[] COLLATE "C",
    min_spend bigint NOT NULL DEFAULT 0 CHECK (min_spend >= 0),
    frozen boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, number),
    UNIQUE (account_id, id),
    CHECK (min_spend = 0 OR kind = 'full_reduction')
) WITH (fillfactor = 80);

-- One call that moved money.  request_key is the caller's idempotency key.
CREATE TABLE ledger.operation (
    account_id uuid NOT NULL REFERENCES ledger.account,
    number bigint NOT NULL CHECK (number > 0),
    kind text NOT NULL CHECK (kind IN ('grant', 'recharge', 'deduction')),
    bill_id uuid,
    request_key uuid,
    request_hash bytea,
    actor text NOT NULL,
    reason text,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, number),
    UNIQUE (account_id, request_key),
    CHECK ((request_key IS NULL) = (request_hash IS NULL))
);

CREATE TABLE ledger.answer (
    account_id uuid NOT NULL,
    operation bigint NOT NULL,
    answer json NOT NULL,
    PRIMARY KEY (account_id, operation),
    FOREIGN KEY (account_id, operation) REFERENCES ledger.operation
);

-- The journal.  One row is both sides: source gains `amount` and contra, a book
-- of the platform, loses it (an entry of -5 on cash against revenue: the customer
-- pays 5).  balance_after is the balance of the source (arrears negative), NULL
-- where the source is a cloud, which has no balance here.  hash is filled by the
-- chain that the money engine brings.
CREATE TABLE ledger.entry (
    account_id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    operation bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('grant', 'recharge', 'repayment', 'deduction')),
    source text NOT NULL
        CHECK (source IN ('ordinary', 'full_reduction', 'card', 'cash', 'arrears', 'aws', 'alibaba')),
    purse int,
    contra text NOT NULL
        CHECK (contra IN ('revenue', 'promotion', 'repayment', 'clearing_offline')),
    amount bigint NOT NULL CHECK (amount <> 0),
    balance_after bigint,
    bill_id uuid,
    effective_day date NOT NULL,
    recorded_at timestamptz NOT NULL,
    hash bytea,
    PRIMARY KEY (account_id, seq),
    FOREIGN KEY (account_id, operation) REFERENCES ledger.operation,
    FOREIGN KEY (account_id, purse) REFERENCES ledger.purse,
    CHECK ((purse IS NOT NULL) = (source IN ('ordinary', 'full_reduction', 'card'))),
    CHECK ((balance_after IS NULL) = (source IN ('aws', 'alibaba')))
);
-- For the sums of ledger.platform_day; nearly free on a table that only grows.
CREATE INDEX entry_recorded ON ledger.entry USING brin (recorded_at) WITH (pages_per_range = 32);

-- What of an arrears posting is still owed = amount - repaid.
CREATE TABLE ledger.debt (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    day date NOT NULL,
    workspace text COLLATE "C" NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    repaid bigint NOT NULL DEFAULT 0 CHECK (repaid >= 0 AND repaid <= amount),
    PRIMARY KEY (account_id, seq),
    FOREIGN KEY (account_id, seq) REFERENCES ledger.entry
) WITH (fillfactor = 80);

-- Which arrears postings a repayment (ledger.entry seq) repaid.
CREATE TABLE ledger.repayment (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    debt_seq bigint NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (account_id, seq, debt_seq),
    FOREIGN KEY (account_id, seq) REFERENCES ledger.entry (account_id, seq),
    FOREIGN KEY (account_id, debt_seq) REFERENCES ledger.debt (account_id, seq)
);

-- Movements of the platform's books by UTC day of recording, summed by the close.
CREATE TABLE ledger.platform_day (
    day date NOT NULL,
    book text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (day, book, currency)
);

SELECT app.tg_protect(t::regclass) FROM unnest(ARRAY[
    'ledger.operation', 'ledger.answer', 'ledger.entry', 'ledger.repayment', 'ledger.platform_day']) AS t;

-- A bill that is due for settlement, in the order of its account's bills.
CREATE TYPE billing.due AS (
    account_id uuid,
    bill_id uuid,
    place int,
    day date,
    ends_at timestamptz,
    workspace_id bigint,
    workspace text,
    method text
);

-- What one source pays of one line of a due bill, in minor units; posting = order
-- of the source within the bill.
CREATE TYPE ledger.leg AS (
    account_id uuid,
    place int,
    posting int,
    source text,
    purse int,
    line int,
    amount bigint
);
