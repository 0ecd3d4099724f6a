-- SPDX-License-Identifier: Apache-2.0
-- Sites, price lists, accounts, workspaces.
--
-- What changes with time is a row from a day on (`from_day`): the row in force
-- on a day is the one with the greatest from_day not after it.  Nothing is
-- updated, so a day can be rated again with what was in force on it.
CREATE TABLE catalog.site (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    zone text NOT NULL,
    region text NOT NULL CHECK (region IN ('CN', 'INT')),
    cloud text CHECK (cloud IN ('alibaba', 'aws')),
    first_day date NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE catalog.site_credential (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    site_id int NOT NULL REFERENCES catalog.site,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz
);

-- Data types whose retention picks a price, and the retention of a workspace that says nothing.
CREATE TABLE catalog.data_type (
    code text COLLATE "C" PRIMARY KEY,
    default_days int NOT NULL CHECK (default_days > 0)
);
INSERT INTO catalog.data_type VALUES ('metrics', 7), ('logs', 14), ('apm', 14), ('rum', 14);

CREATE TABLE catalog.price_list (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$')
);

-- A published version of a list for one region and currency; immutable with all below it.
CREATE TABLE catalog.price_list_version (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    price_list_id int NOT NULL REFERENCES catalog.price_list,
    region text NOT NULL CHECK (region IN ('CN', 'INT')),
    currency text NOT NULL CHECK (currency IN ('CNY', 'USD')),
    version int NOT NULL CHECK (version > 0),
    effective_from date NOT NULL,
    content_hash bytea NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (price_list_id, region, currency, version),
    UNIQUE (price_list_id, region, currency, effective_from)
);

CREATE TABLE catalog.item (
    version_id int NOT NULL REFERENCES catalog.price_list_version,
    code text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{0,63}$'),
    position int NOT NULL,
    unit_size numeric(30, 9) CHECK (unit_size > 0 AND unit_size < 'Infinity'),
    unit_name text,
    combine text NOT NULL CHECK (combine IN ('sum', 'max')),
    fold text NOT NULL CHECK (fold IN ('sum', 'max', 'last')),
    retention_of text COLLATE "C" REFERENCES catalog.data_type,
    decimals int NOT NULL DEFAULT 2 CHECK (decimals BETWEEN 0 AND 9),
    voucher_eligible boolean NOT NULL,
    PRIMARY KEY (version_id, code),
    UNIQUE (version_id, position)
);

-- A meter is known when any item of any list names it.
CREATE TABLE catalog.meter (
    code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,63}$')
);

-- Operands 1, 2 … are weighted sums of meters; operand 0 is the free quantity.
CREATE TABLE catalog.operand (
    version_id int NOT NULL,
    item text COLLATE "C" NOT NULL,
    operand int NOT NULL CHECK (operand >= 0),
    meter text COLLATE "C" NOT NULL REFERENCES catalog.meter,
    weight numeric(20, 12) NOT NULL CHECK (weight > 0 AND weight < 'Infinity'),
    PRIMARY KEY (version_id, item, operand, meter),
    FOREIGN KEY (version_id, item) REFERENCES catalog.item
);

-- What a mode of the workspace does to an item.
CREATE TABLE catalog.item_mode (
    version_id int NOT NULL,
    item text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL
        CHECK (mode IN ('default', 'series_and_data', 'logs_by_count', 'logs_by_bytes')),
    effect text NOT NULL CHECK (effect IN ('free_of_charge', 'no_free_quantity', 'not_used')),
    PRIMARY KEY (version_id, item, mode, effect),
    FOREIGN KEY (version_id, item) REFERENCES catalog.item
);

-- Price of one unit; retention_days NULL for an item priced whatever the retention.
CREATE TABLE catalog.price (
    version_id int NOT NULL,
    item text COLLATE "C" NOT NULL,
    retention_days int CHECK (retention_days > 0),
    unit_price numeric(20, 12) NOT NULL CHECK (unit_price >= 0 AND unit_price < 'Infinity'),
    UNIQUE NULLS NOT DISTINCT (version_id, item, retention_days),
    FOREIGN KEY (version_id, item) REFERENCES catalog.item
);

SELECT app.tg_protect(t::regclass) FROM unnest(ARRAY[
    'catalog.price_list', 'catalog.price_list_version', 'catalog.item', 'catalog.meter',
    'catalog.operand', 'catalog.item_mode', 'catalog.price']) AS t;

CREATE TABLE account.account (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    currency text NOT NULL CHECK (currency IN ('CNY', 'USD')),
    time_zone text NOT NULL,
    created_at timestamptz NOT NULL
);

-- The list an account is on in a region; without a row, the newest.
CREATE TABLE account.price_list_choice (
    account_id uuid NOT NULL REFERENCES account.account,
    region text NOT NULL CHECK (region IN ('CN', 'INT')),
    from_day date NOT NULL,
    price_list_id int NOT NULL REFERENCES catalog.price_list,
    PRIMARY KEY (account_id, region, from_day)
);

-- The directory of workspaces: global, as a workspace may move between accounts.
CREATE TABLE account.workspace (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id int NOT NULL REFERENCES catalog.site,
    code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL,
    UNIQUE (site_id, code)
);

-- Whose a workspace is from a day on; account NULL = nobody's.
CREATE TABLE account.workspace_binding (
    workspace_id bigint NOT NULL REFERENCES account.workspace,
    from_day date NOT NULL,
    account_id uuid REFERENCES account.account,
    PRIMARY KEY (workspace_id, from_day)
);
CREATE INDEX workspace_binding_account ON account.workspace_binding (account_id, workspace_id);

CREATE TABLE account.workspace_settlement (
    workspace_id bigint NOT NULL REFERENCES account.workspace,
    from_day date NOT NULL,
    method text NOT NULL CHECK (method IN ('account', 'aws', 'alibaba')),
    PRIMARY KEY (workspace_id, from_day)
);

CREATE TABLE account.workspace_mode (
    workspace_id bigint NOT NULL REFERENCES account.workspace,
    from_day date NOT NULL,
    mode text NOT NULL CHECK (mode IN ('default', 'series_and_data')),
    logs_by text NOT NULL CHECK (logs_by IN ('count', 'bytes')),
    PRIMARY KEY (workspace_id, from_day)
);

CREATE TABLE account.workspace_retention (
    workspace_id bigint NOT NULL REFERENCES account.workspace,
    data_type text COLLATE "C" NOT NULL REFERENCES catalog.data_type,
    from_day date NOT NULL,
    days int NOT NULL CHECK (days > 0),
    PRIMARY KEY (workspace_id, data_type, from_day)
);
