-- SPDX-License-Identifier: Apache-2.0
-- Bills: rated first (bill, bill_line), settled later (settlement, line_payment).
-- All of it is append-only; a bill is settled when its settlement row exists.

-- The one place that says who is billed for a workspace and day, and forbids twice.
CREATE TABLE billing.workspace_day (
    workspace_id bigint NOT NULL REFERENCES account.workspace,
    day date NOT NULL,
    run int NOT NULL CHECK (run >= 0),
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    PRIMARY KEY (workspace_id, day, run)
);

-- exact = Σ exact line amounts = total + residue, in units of the currency;
-- total in minor units.
CREATE TABLE billing.bill (
    account_id uuid NOT NULL REFERENCES account.account,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    workspace_id bigint NOT NULL,
    site_id int NOT NULL,
    day date NOT NULL,
    run int NOT NULL,
    ends_at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('daily', 'adjustment')),
    currency text NOT NULL,
    version_id int NOT NULL REFERENCES catalog.price_list_version,
    rule_version int NOT NULL,
    exact numeric NOT NULL CHECK (exact > '-Infinity' AND exact < 'Infinity'),
    total bigint NOT NULL,
    residue numeric NOT NULL,
    input_hash bytea NOT NULL,
    rated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, workspace_id, day, run),
    CHECK ((kind = 'daily') = (run = 0))
);
CREATE INDEX bill_ends ON billing.bill (ends_at, workspace_id, run);
CREATE INDEX bill_id ON billing.bill (id);

-- charge: what the line pays of the bill's total, in minor units.
CREATE TABLE billing.bill_line (
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    day date NOT NULL,
    line int NOT NULL CHECK (line > 0),
    item text COLLATE "C" NOT NULL,
    retention_days int,
    original_day date,
    quantity numeric NOT NULL,
    free_quantity numeric NOT NULL,
    unit_size numeric,
    unit_name text,
    units numeric NOT NULL,
    unit_price numeric(20, 12),
    exact numeric NOT NULL CHECK (exact > '-Infinity' AND exact < 'Infinity'),
    charge bigint NOT NULL,
    mark text CHECK (mark IN ('not_offered', 'free_of_charge')),
    voucher_eligible boolean NOT NULL,
    PRIMARY KEY (account_id, bill_id, day, line)
) PARTITION BY RANGE (day);

CREATE TABLE billing.settlement (
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    method text NOT NULL CHECK (method IN ('account', 'aws', 'alibaba')),
    operation bigint,           -- NULL for a bill of 0, which posts nothing
    settled_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, bill_id),
    FOREIGN KEY (account_id, bill_id) REFERENCES billing.bill
);

-- Which line a posting (ledger.entry seq) paid, in minor units.
CREATE TABLE billing.line_payment (
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    day date NOT NULL,
    seq bigint NOT NULL,
    line int NOT NULL,
    amount bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (account_id, bill_id, day, seq, line)
) PARTITION BY RANGE (day);

SELECT app.tg_protect(t::regclass) FROM unnest(ARRAY[
    'billing.workspace_day', 'billing.bill', 'billing.bill_line', 'billing.settlement',
    'billing.line_payment']) AS t;

-- What stopped a workspace's close.  The day closes for the others; an operator
-- mends the cause and closes the day again, which resolves the row and tries anew.
CREATE TABLE billing.close_fault (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id bigint NOT NULL REFERENCES account.workspace,
    day date NOT NULL,
    ends_at timestamptz NOT NULL,
    step text NOT NULL CHECK (step IN ('rating', 'settlement')),
    detail text NOT NULL,
    raised_at timestamptz NOT NULL,
    resolved_at timestamptz
);
CREATE UNIQUE INDEX close_fault_open ON billing.close_fault (workspace_id, day) WHERE resolved_at IS NULL;
