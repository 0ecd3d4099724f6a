
CREATE SCHEMA account;

ALTER SCHEMA account OWNER TO bc_owner;

CREATE SCHEMA admin;

ALTER SCHEMA admin OWNER TO bc_owner;

CREATE SCHEMA api;

ALTER SCHEMA api OWNER TO bc_owner;

CREATE SCHEMA app;

ALTER SCHEMA app OWNER TO bc_owner;

CREATE SCHEMA billing;

ALTER SCHEMA billing OWNER TO bc_owner;

CREATE SCHEMA catalog;

ALTER SCHEMA catalog OWNER TO bc_owner;

CREATE SCHEMA identity;

ALTER SCHEMA identity OWNER TO bc_owner;

CREATE SCHEMA jobs;

ALTER SCHEMA jobs OWNER TO bc_owner;

CREATE SCHEMA ledger;

ALTER SCHEMA ledger OWNER TO bc_owner;

CREATE SCHEMA metering;

ALTER SCHEMA metering OWNER TO bc_owner;

CREATE SCHEMA ops;

ALTER SCHEMA ops OWNER TO postgres;

CREATE TYPE billing.due AS (
	account_id uuid,
	bill_id uuid,
	place integer,
	day date,
	ends_at timestamp with time zone,
	workspace_id bigint,
	workspace text,
	method text,
	total bigint,
	input_hash bytea
);

ALTER TYPE billing.due OWNER TO bc_owner;

CREATE DOMAIN billing.method AS text
	CONSTRAINT method_check CHECK ((VALUE = ANY (ARRAY['account'::text, 'aws'::text, 'alibaba'::text])));

ALTER DOMAIN billing.method OWNER TO bc_owner;

CREATE DOMAIN ledger.balance AS bigint
	CONSTRAINT balance_check CHECK ((VALUE >= 0));

ALTER DOMAIN ledger.balance OWNER TO bc_owner;

CREATE DOMAIN ledger.entry_contra AS text COLLATE pg_catalog."C"
	CONSTRAINT entry_contra_check1 CHECK ((VALUE = ANY (ARRAY['revenue'::text, 'promotion'::text, 'repayment'::text, 'clearing_offline'::text, 'breakage'::text, 'purchase'::text, 'prepaid'::text, 'hold'::text, 'adjustment'::text])));

ALTER DOMAIN ledger.entry_contra OWNER TO bc_owner;

CREATE DOMAIN ledger.entry_kind AS text COLLATE pg_catalog."C"
	CONSTRAINT entry_kind_check1 CHECK ((VALUE = ANY (ARRAY['grant'::text, 'activation'::text, 'purchase'::text, 'recharge'::text, 'repayment'::text, 'deduction'::text, 'adjustment'::text, 'expiry'::text, 'refund'::text, 'freeze'::text, 'unfreeze'::text])));

ALTER DOMAIN ledger.entry_kind OWNER TO bc_owner;

CREATE DOMAIN ledger.entry_source AS text COLLATE pg_catalog."C"
	CONSTRAINT entry_source_check1 CHECK ((VALUE = ANY (ARRAY['ordinary'::text, 'full_reduction'::text, 'card'::text, 'cash'::text, 'frozen'::text, 'arrears'::text, 'aws'::text, 'alibaba'::text])));

ALTER DOMAIN ledger.entry_source OWNER TO bc_owner;

CREATE DOMAIN ledger.positive AS bigint
	CONSTRAINT positive_check CHECK ((VALUE > 0));

ALTER DOMAIN ledger.positive OWNER TO bc_owner;

CREATE TYPE ledger.posting AS (
	source text,
	purse integer,
	amount bigint,
	lines integer[],
	line_amounts bigint[]
);

ALTER TYPE ledger.posting OWNER TO bc_owner;

CREATE DOMAIN ledger.purse_kind AS text
	CONSTRAINT purse_kind_check1 CHECK ((VALUE = ANY (ARRAY['ordinary'::text, 'full_reduction'::text, 'card'::text])));

ALTER DOMAIN ledger.purse_kind OWNER TO bc_owner;

CREATE DOMAIN ledger.purse_origin AS text
	CONSTRAINT purse_origin_check1 CHECK ((VALUE = ANY (ARRAY['granted'::text, 'activated'::text, 'bought'::text])));

ALTER DOMAIN ledger.purse_origin OWNER TO bc_owner;

CREATE TYPE metering.usage_record AS (
	"position" integer,
	id text,
	workspace text,
	meter text,
	hour timestamp with time zone,
	quantity numeric,
	attributes jsonb
);

ALTER TYPE metering.usage_record OWNER TO bc_owner;

CREATE TABLE account.workspace (
    id bigint NOT NULL,
    site_id integer NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT workspace_code_check CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'::text)),
    CONSTRAINT workspace_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE account.workspace OWNER TO bc_owner;

CREATE TABLE billing.bill (
    account_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    workspace_id bigint NOT NULL,
    site_id integer NOT NULL,
    day date NOT NULL,
    run integer NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    currency text NOT NULL,
    version_id integer NOT NULL,
    rule_version integer NOT NULL,
    exact numeric NOT NULL,
    total bigint NOT NULL,
    residue numeric NOT NULL,
    input_hash bytea NOT NULL,
    rated_at timestamp with time zone NOT NULL,
    corrects uuid,
    CONSTRAINT bill_check CHECK (((kind = 'daily'::text) = (run = 0))),
    CONSTRAINT bill_check1 CHECK (((corrects IS NULL) = (kind = 'daily'::text))),
    CONSTRAINT bill_exact_check CHECK (((exact > '-Infinity'::numeric) AND (exact < 'Infinity'::numeric))),
    CONSTRAINT bill_kind_check CHECK ((kind = ANY (ARRAY['daily'::text, 'adjustment'::text])))
);

ALTER TABLE billing.bill OWNER TO bc_owner;

CREATE TABLE billing.settlement (
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    method billing.method NOT NULL,
    operation bigint,
    settled_at timestamp with time zone NOT NULL,
    ordinary bigint DEFAULT 0 NOT NULL,
    full_reduction bigint DEFAULT 0 NOT NULL,
    card bigint DEFAULT 0 NOT NULL,
    cash bigint DEFAULT 0 NOT NULL,
    arrears bigint DEFAULT 0 NOT NULL,
    cloud bigint DEFAULT 0 NOT NULL,
    first_seq bigint,
    last_seq bigint
);

ALTER TABLE billing.settlement OWNER TO bc_owner;

CREATE TABLE catalog.site (
    id integer NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    zone text NOT NULL,
    region text NOT NULL,
    cloud text,
    first_day date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT site_cloud_check CHECK ((cloud = ANY (ARRAY['alibaba'::text, 'aws'::text]))),
    CONSTRAINT site_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,31}$'::text)),
    CONSTRAINT site_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT site_region_check CHECK ((region = ANY (ARRAY['CN'::text, 'INT'::text])))
);

ALTER TABLE catalog.site OWNER TO bc_owner;

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
    recorded_at timestamp with time zone NOT NULL,
    effective_day date NOT NULL,
    purse integer,
    kind ledger.entry_kind NOT NULL,
    source ledger.entry_source NOT NULL,
    contra ledger.entry_contra NOT NULL,
    bill_id uuid,
    lines integer[],
    line_amounts bigint[],
    note text,
    evidence bytea,
    hash bytea NOT NULL
);

ALTER TABLE ledger.entry OWNER TO bc_owner;

CREATE TABLE account.account (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    currency text NOT NULL,
    time_zone text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT account_code_check CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$'::text)),
    CONSTRAINT account_currency_check CHECK ((currency = ANY (ARRAY['CNY'::text, 'USD'::text]))),
    CONSTRAINT account_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE account.account OWNER TO bc_owner;

CREATE TABLE account.price_list_choice (
    account_id uuid NOT NULL,
    region text NOT NULL,
    from_day date NOT NULL,
    price_list_id integer NOT NULL,
    CONSTRAINT price_list_choice_region_check CHECK ((region = ANY (ARRAY['CN'::text, 'INT'::text])))
);

ALTER TABLE account.price_list_choice OWNER TO bc_owner;

CREATE TABLE catalog.price_list (
    id integer NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT price_list_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'::text))
);

ALTER TABLE catalog.price_list OWNER TO bc_owner;

CREATE TABLE ledger.block_head (
    account_id uuid NOT NULL,
    block bigint NOT NULL,
    place integer NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT block_head_place_check CHECK ((place > 0)),
    CONSTRAINT block_head_seq_check CHECK ((seq > 0))
);

ALTER TABLE ledger.block_head OWNER TO bc_owner;

CREATE TABLE ops.audit (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    object text NOT NULL,
    reason text,
    before jsonb,
    after jsonb
);

ALTER TABLE ops.audit OWNER TO bc_owner;

CREATE TABLE ledger.answer (
    account_id uuid NOT NULL,
    operation bigint NOT NULL,
    answer json NOT NULL
);

ALTER TABLE ledger.answer OWNER TO bc_owner;

CREATE TABLE ledger.operation (
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    request_key uuid,
    request_hash bytea,
    actor text NOT NULL,
    reason text,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT operation_check CHECK (((request_key IS NULL) = (request_hash IS NULL))),
    CONSTRAINT operation_kind_check CHECK ((kind = ANY (ARRAY['grant'::text, 'activation'::text, 'purchase'::text, 'recharge'::text, 'deduction'::text, 'adjustment'::text, 'expiry'::text, 'refund'::text, 'freeze'::text, 'unfreeze'::text]))),
    CONSTRAINT operation_number_check CHECK ((number > 0))
);

ALTER TABLE ledger.operation OWNER TO bc_owner;

CREATE TABLE ledger.account (
    account_id uuid NOT NULL,
    currency text NOT NULL,
    cash ledger.balance DEFAULT 0 NOT NULL,
    frozen ledger.balance DEFAULT 0 NOT NULL,
    arrears ledger.balance DEFAULT 0 NOT NULL,
    purses integer DEFAULT 0 NOT NULL,
    last_operation bigint DEFAULT 0 NOT NULL,
    last_seq bigint DEFAULT 0 NOT NULL,
    last_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    last_hash bytea DEFAULT decode(repeat('00'::text, 32), 'hex'::text) NOT NULL,
    cards ledger.balance DEFAULT 0 NOT NULL,
    ordinary ledger.balance DEFAULT 0 NOT NULL,
    full_reduction ledger.balance DEFAULT 0 NOT NULL,
    holds integer DEFAULT 0 NOT NULL,
    is_frozen boolean DEFAULT false NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ledger.account OWNER TO bc_owner;

CREATE TABLE account.workspace_retention (
    workspace_id bigint NOT NULL,
    data_type text NOT NULL COLLATE pg_catalog."C",
    from_day date NOT NULL,
    days integer NOT NULL,
    CONSTRAINT workspace_retention_days_check CHECK ((days > 0))
);

ALTER TABLE account.workspace_retention OWNER TO bc_owner;

CREATE TABLE catalog.data_type (
    code text NOT NULL COLLATE pg_catalog."C",
    default_days integer NOT NULL,
    CONSTRAINT data_type_default_days_check CHECK ((default_days > 0))
);

ALTER TABLE catalog.data_type OWNER TO bc_owner;

CREATE TABLE account.workspace_mode (
    workspace_id bigint NOT NULL,
    from_day date NOT NULL,
    mode text NOT NULL,
    logs_by text NOT NULL,
    CONSTRAINT workspace_mode_logs_by_check CHECK ((logs_by = ANY (ARRAY['count'::text, 'bytes'::text]))),
    CONSTRAINT workspace_mode_mode_check CHECK ((mode = ANY (ARRAY['default'::text, 'series_and_data'::text])))
);

ALTER TABLE account.workspace_mode OWNER TO bc_owner;

CREATE TABLE ledger.debt (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    day date NOT NULL,
    workspace text NOT NULL COLLATE pg_catalog."C",
    amount bigint NOT NULL,
    repaid bigint DEFAULT 0 NOT NULL,
    returned bigint DEFAULT 0 NOT NULL,
    CONSTRAINT debt_amount_check CHECK ((amount > 0)),
    CONSTRAINT debt_check CHECK (((repaid + returned) <= amount)),
    CONSTRAINT debt_returned_check CHECK ((returned >= 0))
)
WITH (fillfactor='80');

ALTER TABLE ledger.debt OWNER TO bc_owner;

CREATE TABLE billing.bill_line (
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    day date NOT NULL,
    line integer NOT NULL,
    item text NOT NULL COLLATE pg_catalog."C",
    retention_days integer,
    original_day date,
    quantity numeric NOT NULL,
    free_quantity numeric NOT NULL,
    unit_size numeric,
    unit_name text,
    units numeric NOT NULL,
    unit_price numeric(20,12),
    exact numeric NOT NULL,
    charge bigint NOT NULL,
    mark text,
    voucher_eligible boolean NOT NULL,
    CONSTRAINT bill_line_exact_check CHECK (((exact > '-Infinity'::numeric) AND (exact < 'Infinity'::numeric))),
    CONSTRAINT bill_line_line_check CHECK ((line > 0)),
    CONSTRAINT bill_line_mark_check CHECK ((mark = ANY (ARRAY['not_offered'::text, 'free_of_charge'::text])))
)
PARTITION BY RANGE (day);

ALTER TABLE billing.bill_line OWNER TO bc_owner;

CREATE TABLE ledger.purse (
    account_id uuid NOT NULL,
    number integer NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind ledger.purse_kind NOT NULL,
    origin ledger.purse_origin NOT NULL,
    face ledger.positive NOT NULL,
    balance ledger.balance NOT NULL,
    valid_from timestamp with time zone,
    expires_at timestamp with time zone,
    items text[] COLLATE pg_catalog."C",
    min_spend ledger.balance DEFAULT 0 NOT NULL,
    frozen boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    is_over boolean DEFAULT false NOT NULL,
    replaces integer,
    lost bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ledger.purse OWNER TO bc_owner;

CREATE TABLE catalog.price_list_version (
    id integer NOT NULL,
    price_list_id integer NOT NULL,
    region text NOT NULL,
    currency text NOT NULL,
    version integer NOT NULL,
    effective_from date NOT NULL,
    content_hash bytea NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT price_list_version_currency_check CHECK ((currency = ANY (ARRAY['CNY'::text, 'USD'::text]))),
    CONSTRAINT price_list_version_region_check CHECK ((region = ANY (ARRAY['CN'::text, 'INT'::text]))),
    CONSTRAINT price_list_version_version_check CHECK ((version > 0))
);

ALTER TABLE catalog.price_list_version OWNER TO bc_owner;

CREATE TABLE billing.workspace_day (
    workspace_id bigint NOT NULL,
    day date NOT NULL,
    run integer NOT NULL,
    account_id uuid NOT NULL,
    bill_id uuid NOT NULL,
    CONSTRAINT workspace_day_run_check CHECK ((run >= 0))
);

ALTER TABLE billing.workspace_day OWNER TO bc_owner;

CREATE TABLE ledger.hold (
    account_id uuid NOT NULL,
    number integer NOT NULL,
    amount bigint NOT NULL,
    remaining bigint NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT hold_amount_check CHECK ((amount > 0)),
    CONSTRAINT hold_check CHECK (((remaining >= 0) AND (remaining <= amount))),
    CONSTRAINT hold_number_check CHECK ((number > 0))
);

ALTER TABLE ledger.hold OWNER TO bc_owner;

CREATE TABLE ledger.platform_day (
    day date NOT NULL,
    book text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL
);

ALTER TABLE ledger.platform_day OWNER TO bc_owner;

CREATE TABLE metering.site_day (
    site_id integer NOT NULL,
    day date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    rules text NOT NULL,
    closing_at timestamp with time zone,
    closed_at timestamp with time zone,
    rated_at timestamp with time zone,
    CONSTRAINT site_day_check CHECK ((ends_at >= starts_at)),
    CONSTRAINT site_day_check1 CHECK (((closed_at IS NULL) OR (closing_at IS NOT NULL)))
);

ALTER TABLE metering.site_day OWNER TO bc_owner;

CREATE TABLE ledger.repayment (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    debt_seq bigint NOT NULL,
    amount bigint NOT NULL,
    CONSTRAINT repayment_amount_check CHECK ((amount > 0))
);

ALTER TABLE ledger.repayment OWNER TO bc_owner;

CREATE TABLE ops.deployment (
    singleton boolean DEFAULT true NOT NULL,
    settable_clock boolean NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT deployment_singleton_check CHECK (singleton)
);

ALTER TABLE ops.deployment OWNER TO postgres;

CREATE TABLE metering.usage_point (
    workspace_id bigint NOT NULL,
    utc_day date NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    meter text NOT NULL COLLATE pg_catalog."C",
    hour timestamp with time zone NOT NULL,
    quantity numeric(30,9) NOT NULL,
    attributes jsonb,
    received_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT usage_point_quantity_check CHECK (((quantity >= (0)::numeric) AND (quantity < 'Infinity'::numeric)))
)
PARTITION BY RANGE (utc_day);

ALTER TABLE metering.usage_point OWNER TO bc_owner;

CREATE TABLE ledger.block (
    number bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    heads integer NOT NULL,
    root bytea NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    nodes bytea[] NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT block_heads_check CHECK ((heads > 0)),
    CONSTRAINT block_number_check CHECK ((number > 0))
);

ALTER TABLE ledger.block OWNER TO bc_owner;

CREATE TABLE ledger.digest_file (
    day date NOT NULL,
    from_block bigint NOT NULL,
    until_block bigint NOT NULL,
    sha256 bytea NOT NULL,
    written_at timestamp with time zone NOT NULL
);

ALTER TABLE ledger.digest_file OWNER TO bc_owner;

CREATE TABLE account.workspace_settlement (
    workspace_id bigint NOT NULL,
    from_day date NOT NULL,
    method text NOT NULL,
    CONSTRAINT workspace_settlement_method_check CHECK ((method = ANY (ARRAY['account'::text, 'aws'::text, 'alibaba'::text])))
);

ALTER TABLE account.workspace_settlement OWNER TO bc_owner;

CREATE TABLE billing.close_fault (
    id bigint NOT NULL,
    workspace_id bigint NOT NULL,
    day date NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    step text NOT NULL,
    detail text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    CONSTRAINT close_fault_step_check CHECK ((step = ANY (ARRAY['rating'::text, 'settlement'::text])))
);

ALTER TABLE billing.close_fault OWNER TO bc_owner;

CREATE TABLE ops.setting (
    singleton boolean DEFAULT true NOT NULL,
    close_delay interval DEFAULT '00:15:00'::interval NOT NULL,
    min_worker_version integer DEFAULT 1 NOT NULL,
    close_sessions integer DEFAULT 2 NOT NULL,
    CONSTRAINT setting_close_delay_check CHECK ((close_delay >= '00:00:00'::interval)),
    CONSTRAINT setting_close_sessions_check CHECK (((close_sessions >= 1) AND (close_sessions <= 64))),
    CONSTRAINT setting_singleton_check CHECK (singleton)
);

ALTER TABLE ops.setting OWNER TO bc_owner;

CREATE TABLE account.workspace_binding (
    workspace_id bigint NOT NULL,
    from_day date NOT NULL,
    account_id uuid
);

ALTER TABLE account.workspace_binding OWNER TO bc_owner;

CREATE TABLE identity.session (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    operator_id uuid,
    opened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    account_id uuid,
    member_id uuid,
    CONSTRAINT session_check CHECK ((num_nonnulls(operator_id, member_id) = 1)),
    CONSTRAINT session_check1 CHECK (((account_id IS NULL) = (member_id IS NULL)))
);

ALTER TABLE identity.session OWNER TO bc_owner;

CREATE TABLE identity.login (
    login text NOT NULL COLLATE pg_catalog."C",
    account_id uuid NOT NULL,
    member_id uuid NOT NULL,
    CONSTRAINT login_login_check CHECK (((login = lower(login)) AND ((length(login) >= 3) AND (length(login) <= 254))))
);

ALTER TABLE identity.login OWNER TO bc_owner;

CREATE TABLE identity.sign_in_attempt (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    login_hash bytea NOT NULL,
    address text NOT NULL,
    account_id uuid,
    member_id uuid,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    succeeded_at timestamp with time zone
);

ALTER TABLE identity.sign_in_attempt OWNER TO bc_owner;

CREATE TABLE identity.refresh_token (
    hash bytea NOT NULL,
    session_id uuid NOT NULL,
    issued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT refresh_token_hash_check CHECK ((length(hash) = 32))
);

ALTER TABLE identity.refresh_token OWNER TO bc_owner;

CREATE TABLE identity.member (
    account_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT member_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT member_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text)),
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'finance'::text, 'viewer'::text]))),
    CONSTRAINT member_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text])))
);

ALTER TABLE identity.member OWNER TO bc_owner;

CREATE TABLE identity.operator (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    email text COLLATE pg_catalog."C",
    CONSTRAINT operator_email_check CHECK ((email = lower(email))),
    CONSTRAINT operator_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'::text))
);

ALTER TABLE identity.operator OWNER TO bc_owner;

CREATE AGGREGATE app.tg_chain(p_head bytea, p_row bytea) (
    SFUNC = app.tg_link,
    STYPE = bytea
);

ALTER AGGREGATE app.tg_chain(p_head bytea, p_row bytea) OWNER TO bc_owner;

CREATE TABLE ops.proposal (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    payload jsonb NOT NULL,
    reason text NOT NULL,
    request_key uuid NOT NULL,
    request_hash bytea NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    decision_reason text,
    result jsonb,
    CONSTRAINT proposal_check CHECK (((decided_by <> proposed_by) OR (state = 'rejected'::text))),
    CONSTRAINT proposal_check1 CHECK (((state = ANY (ARRAY['approved'::text, 'rejected'::text])) = (decided_by IS NOT NULL))),
    CONSTRAINT proposal_check2 CHECK (((state = 'approved'::text) = (result IS NOT NULL))),
    CONSTRAINT proposal_kind_check CHECK ((kind = ANY (ARRAY['voucher_grant'::text, 'card_grant'::text, 'voucher_codes'::text, 'recharge'::text, 'refund'::text, 'adjustment'::text, 'correction'::text, 'release'::text]))),
    CONSTRAINT proposal_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'expired'::text])))
);

ALTER TABLE ops.proposal OWNER TO bc_owner;

CREATE TABLE catalog.item (
    version_id integer NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    unit_size numeric(30,9),
    unit_name text,
    combine text NOT NULL,
    fold text NOT NULL,
    retention_of text COLLATE pg_catalog."C",
    decimals integer DEFAULT 2 NOT NULL,
    voucher_eligible boolean NOT NULL,
    CONSTRAINT item_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,63}$'::text)),
    CONSTRAINT item_combine_check CHECK ((combine = ANY (ARRAY['sum'::text, 'max'::text]))),
    CONSTRAINT item_decimals_check CHECK (((decimals >= 0) AND (decimals <= 9))),
    CONSTRAINT item_fold_check CHECK ((fold = ANY (ARRAY['sum'::text, 'max'::text, 'last'::text]))),
    CONSTRAINT item_unit_size_check CHECK (((unit_size > (0)::numeric) AND (unit_size < 'Infinity'::numeric)))
);

ALTER TABLE catalog.item OWNER TO bc_owner;

CREATE TABLE catalog.item_mode (
    version_id integer NOT NULL,
    item text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    effect text NOT NULL,
    CONSTRAINT item_mode_effect_check CHECK ((effect = ANY (ARRAY['free_of_charge'::text, 'no_free_quantity'::text, 'not_used'::text]))),
    CONSTRAINT item_mode_mode_check CHECK ((mode = ANY (ARRAY['default'::text, 'series_and_data'::text, 'logs_by_count'::text, 'logs_by_bytes'::text])))
);

ALTER TABLE catalog.item_mode OWNER TO bc_owner;

CREATE TABLE catalog.operand (
    version_id integer NOT NULL,
    item text NOT NULL COLLATE pg_catalog."C",
    operand integer NOT NULL,
    meter text NOT NULL COLLATE pg_catalog."C",
    weight numeric(20,12) NOT NULL,
    CONSTRAINT operand_operand_check CHECK ((operand >= 0)),
    CONSTRAINT operand_weight_check CHECK (((weight > (0)::numeric) AND (weight < 'Infinity'::numeric)))
);

ALTER TABLE catalog.operand OWNER TO bc_owner;

CREATE TABLE catalog.price (
    version_id integer NOT NULL,
    item text NOT NULL COLLATE pg_catalog."C",
    retention_days integer,
    unit_price numeric(20,12) NOT NULL,
    CONSTRAINT price_retention_days_check CHECK ((retention_days > 0)),
    CONSTRAINT price_unit_price_check CHECK (((unit_price >= (0)::numeric) AND (unit_price < 'Infinity'::numeric)))
);

ALTER TABLE catalog.price OWNER TO bc_owner;

ALTER TABLE account.workspace ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME account.workspace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE billing.close_fault ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME billing.close_fault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE billing.close_work (
    ends_at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL
);

ALTER TABLE billing.close_work OWNER TO bc_owner;

CREATE TABLE catalog.meter (
    code text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT meter_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,63}$'::text))
);

ALTER TABLE catalog.meter OWNER TO bc_owner;

ALTER TABLE catalog.price_list ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.price_list_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE catalog.price_list_version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.price_list_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE catalog.site_credential (
    hash bytea NOT NULL,
    site_id integer NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT site_credential_hash_check CHECK ((length(hash) = 32))
);

ALTER TABLE catalog.site_credential OWNER TO bc_owner;

ALTER TABLE catalog.site ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.anchor (
    account_id uuid NOT NULL,
    block bigint NOT NULL,
    seq bigint NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ledger.anchor OWNER TO bc_owner;

CREATE TABLE ledger.voucher_code (
    hash bytea NOT NULL,
    currency text NOT NULL,
    kind text NOT NULL,
    face bigint NOT NULL,
    expires_at timestamp with time zone,
    valid_days integer,
    items text[] COLLATE pg_catalog."C",
    min_spend bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    activated_at timestamp with time zone,
    account_id uuid,
    purse integer,
    CONSTRAINT voucher_code_check CHECK ((num_nonnulls(expires_at, valid_days) <= 1)),
    CONSTRAINT voucher_code_check1 CHECK ((num_nulls(activated_at, account_id, purse) = ANY (ARRAY[0, 3]))),
    CONSTRAINT voucher_code_currency_check CHECK ((currency = ANY (ARRAY['CNY'::text, 'USD'::text]))),
    CONSTRAINT voucher_code_face_check CHECK ((face > 0)),
    CONSTRAINT voucher_code_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT voucher_code_kind_check CHECK ((kind = ANY (ARRAY['ordinary'::text, 'full_reduction'::text]))),
    CONSTRAINT voucher_code_min_spend_check CHECK ((min_spend >= 0)),
    CONSTRAINT voucher_code_valid_days_check CHECK (((valid_days >= 1) AND (valid_days <= 3660)))
);

ALTER TABLE ledger.voucher_code OWNER TO bc_owner;

ALTER TABLE ops.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ops.clock (
    singleton boolean DEFAULT true NOT NULL,
    instant timestamp with time zone NOT NULL,
    CONSTRAINT clock_singleton_check CHECK (singleton)
);

ALTER TABLE ops.clock OWNER TO bc_owner;

CREATE TABLE ops.function_file (
    path text NOT NULL,
    checksum text NOT NULL,
    catalog_hash text
);

ALTER TABLE ops.function_file OWNER TO bc_owner;

CREATE TABLE ops.job (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    dedupe_key text NOT NULL,
    run_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    deadline timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    max_attempts integer,
    locked_until timestamp with time zone,
    locked_by text,
    last_error text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    done_at timestamp with time zone,
    dead_at timestamp with time zone
);

ALTER TABLE ops.job OWNER TO bc_owner;

ALTER TABLE ops.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ops.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ops.migration OWNER TO bc_owner;

CREATE TABLE ops.notice (
    id bigint NOT NULL,
    kind text NOT NULL,
    dedupe_key text NOT NULL,
    detail jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ops.notice OWNER TO bc_owner;

ALTER TABLE ops.notice ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ops.notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY account.account
    ADD CONSTRAINT account_code_key UNIQUE (code);

ALTER TABLE ONLY account.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.price_list_choice
    ADD CONSTRAINT price_list_choice_pkey PRIMARY KEY (account_id, region, from_day);

ALTER TABLE ONLY account.workspace_binding
    ADD CONSTRAINT workspace_binding_pkey PRIMARY KEY (workspace_id, from_day);

ALTER TABLE ONLY account.workspace_mode
    ADD CONSTRAINT workspace_mode_pkey PRIMARY KEY (workspace_id, from_day);

ALTER TABLE ONLY account.workspace
    ADD CONSTRAINT workspace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.workspace_retention
    ADD CONSTRAINT workspace_retention_pkey PRIMARY KEY (workspace_id, data_type, from_day);

ALTER TABLE ONLY account.workspace_settlement
    ADD CONSTRAINT workspace_settlement_pkey PRIMARY KEY (workspace_id, from_day);

ALTER TABLE ONLY account.workspace
    ADD CONSTRAINT workspace_site_id_code_key UNIQUE (site_id, code);

ALTER TABLE ONLY billing.bill
    ADD CONSTRAINT bill_account_id_workspace_id_day_run_key UNIQUE (account_id, workspace_id, day, run);

ALTER TABLE ONLY billing.bill_line
    ADD CONSTRAINT bill_line_pkey PRIMARY KEY (account_id, bill_id, day, line);

ALTER TABLE ONLY billing.bill
    ADD CONSTRAINT bill_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY billing.close_fault
    ADD CONSTRAINT close_fault_pkey PRIMARY KEY (id);

ALTER TABLE ONLY billing.close_work
    ADD CONSTRAINT close_work_pkey PRIMARY KEY (ends_at, account_id);

ALTER TABLE ONLY billing.settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (account_id, bill_id);

ALTER TABLE ONLY billing.workspace_day
    ADD CONSTRAINT workspace_day_pkey PRIMARY KEY (workspace_id, day, run);

ALTER TABLE ONLY catalog.data_type
    ADD CONSTRAINT data_type_pkey PRIMARY KEY (code);

ALTER TABLE ONLY catalog.item_mode
    ADD CONSTRAINT item_mode_pkey PRIMARY KEY (version_id, item, mode, effect);

ALTER TABLE ONLY catalog.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (version_id, code);

ALTER TABLE ONLY catalog.item
    ADD CONSTRAINT item_version_id_position_key UNIQUE (version_id, "position");

ALTER TABLE ONLY catalog.meter
    ADD CONSTRAINT meter_pkey PRIMARY KEY (code);

ALTER TABLE ONLY catalog.operand
    ADD CONSTRAINT operand_pkey PRIMARY KEY (version_id, item, operand, meter);

ALTER TABLE ONLY catalog.price_list
    ADD CONSTRAINT price_list_name_key UNIQUE (name);

ALTER TABLE ONLY catalog.price_list
    ADD CONSTRAINT price_list_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.price_list_version
    ADD CONSTRAINT price_list_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY catalog.price_list_version
    ADD CONSTRAINT price_list_version_price_list_id_region_currency_effective__key UNIQUE (price_list_id, region, currency, effective_from);

ALTER TABLE ONLY catalog.price_list_version
    ADD CONSTRAINT price_list_version_price_list_id_region_currency_version_key UNIQUE (price_list_id, region, currency, version);

ALTER TABLE ONLY catalog.price
    ADD CONSTRAINT price_version_id_item_retention_days_key UNIQUE NULLS NOT DISTINCT (version_id, item, retention_days);

ALTER TABLE ONLY catalog.site
    ADD CONSTRAINT site_code_key UNIQUE (code);

ALTER TABLE ONLY catalog.site_credential
    ADD CONSTRAINT site_credential_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY catalog.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.login
    ADD CONSTRAINT login_pkey PRIMARY KEY (login);

ALTER TABLE ONLY identity.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY identity.operator
    ADD CONSTRAINT operator_name_key UNIQUE (name);

ALTER TABLE ONLY identity.operator
    ADD CONSTRAINT operator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.refresh_token
    ADD CONSTRAINT refresh_token_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ledger.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY ledger.anchor
    ADD CONSTRAINT anchor_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY ledger.answer
    ADD CONSTRAINT answer_pkey PRIMARY KEY (account_id, operation);

ALTER TABLE ONLY ledger.block_head
    ADD CONSTRAINT block_head_pkey PRIMARY KEY (account_id, seq);

ALTER TABLE ONLY ledger.block
    ADD CONSTRAINT block_pkey PRIMARY KEY (number);

ALTER TABLE ONLY ledger.debt
    ADD CONSTRAINT debt_pkey PRIMARY KEY (account_id, seq);

ALTER TABLE ONLY ledger.digest_file
    ADD CONSTRAINT digest_file_pkey PRIMARY KEY (day);

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (account_id, seq);

ALTER TABLE ONLY ledger.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (account_id, number);

ALTER TABLE ONLY ledger.operation
    ADD CONSTRAINT operation_account_id_request_key_key UNIQUE (account_id, request_key);

ALTER TABLE ONLY ledger.operation
    ADD CONSTRAINT operation_pkey PRIMARY KEY (account_id, number);

ALTER TABLE ONLY ledger.platform_day
    ADD CONSTRAINT platform_day_pkey PRIMARY KEY (day, book, currency);

ALTER TABLE ONLY ledger.purse
    ADD CONSTRAINT purse_account_id_id_key UNIQUE (account_id, id);

ALTER TABLE ONLY ledger.purse
    ADD CONSTRAINT purse_pkey PRIMARY KEY (account_id, number);

ALTER TABLE ONLY ledger.repayment
    ADD CONSTRAINT repayment_pkey PRIMARY KEY (account_id, seq, debt_seq);

ALTER TABLE ONLY ledger.voucher_code
    ADD CONSTRAINT voucher_code_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY metering.site_day
    ADD CONSTRAINT site_day_pkey PRIMARY KEY (site_id, day);

ALTER TABLE ONLY metering.usage_point
    ADD CONSTRAINT usage_point_pkey PRIMARY KEY (workspace_id, utc_day, id);

ALTER TABLE ONLY ops.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY ops.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY ops.function_file
    ADD CONSTRAINT function_file_pkey PRIMARY KEY (path);

ALTER TABLE ONLY ops.job
    ADD CONSTRAINT job_dedupe_key_key UNIQUE (dedupe_key);

ALTER TABLE ONLY ops.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY ops.notice
    ADD CONSTRAINT notice_dedupe_key_key UNIQUE (dedupe_key);

ALTER TABLE ONLY ops.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ops.proposal
    ADD CONSTRAINT proposal_request_key_key UNIQUE (request_key);

ALTER TABLE ONLY ops.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (singleton);

CREATE INDEX workspace_binding_account ON account.workspace_binding USING btree (account_id, workspace_id);

CREATE INDEX bill_day ON billing.bill USING btree (account_id, day DESC, workspace_id, run);

CREATE INDEX bill_ends ON billing.bill USING btree (ends_at, workspace_id, run);

CREATE INDEX bill_id ON billing.bill USING btree (id);

CREATE UNIQUE INDEX close_fault_open ON billing.close_fault USING btree (workspace_id, day) WHERE (resolved_at IS NULL);

CREATE INDEX login_member ON identity.login USING btree (account_id, member_id);

CREATE INDEX refresh_token_session ON identity.refresh_token USING btree (session_id);

CREATE INDEX session_end ON identity.session USING btree (expires_at);

CREATE INDEX session_member ON identity.session USING btree (account_id, member_id) WHERE (revoked_at IS NULL);

CREATE INDEX sign_in_attempt_at ON identity.sign_in_attempt USING btree (at);

CREATE INDEX sign_in_attempt_login ON identity.sign_in_attempt USING btree (login_hash, at);

CREATE UNIQUE INDEX block_head_block ON ledger.block_head USING btree (block, place);

CREATE INDEX entry_recorded ON ledger.entry USING brin (recorded_at) WITH (pages_per_range='32');

CREATE INDEX purse_expiry ON ledger.purse USING btree (expires_at) WHERE ((NOT is_over) AND (expires_at IS NOT NULL));

CREATE INDEX site_day_ends ON metering.site_day USING btree (ends_at);

CREATE INDEX site_day_open ON metering.site_day USING btree (ends_at) WHERE (closed_at IS NULL);

CREATE INDEX job_waiting ON ops.job USING btree (run_at) WHERE ((done_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX proposal_open ON ops.proposal USING btree (proposed_at, id) WHERE (state = 'proposed'::text);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON billing.bill FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON billing.bill_line FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON billing.settlement FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON billing.workspace_day FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON billing.bill FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON billing.bill_line FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON billing.settlement FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON billing.workspace_day FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.item FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.item_mode FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.meter FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.operand FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.price FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.price_list FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalog.price_list_version FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.item FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.item_mode FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.meter FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.operand FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.price FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.price_list FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalog.price_list_version FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.answer FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.block FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.block_head FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.digest_file FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.operation FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.platform_day FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.repayment FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.answer FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.block FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.block_head FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.digest_file FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.operation FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.platform_day FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.repayment FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON metering.usage_point FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON metering.usage_point FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER decided BEFORE UPDATE ON metering.site_day FOR EACH ROW EXECUTE FUNCTION app.tg_site_day_decided();

CREATE TRIGGER kept BEFORE DELETE ON metering.site_day FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER kept_truncate BEFORE TRUNCATE ON metering.site_day FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ops.audit FOR EACH ROW EXECUTE FUNCTION app.tg_append_only();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ops.audit FOR EACH STATEMENT EXECUTE FUNCTION app.tg_append_only();

ALTER TABLE ONLY account.price_list_choice
    ADD CONSTRAINT price_list_choice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account.account(id);

ALTER TABLE ONLY account.price_list_choice
    ADD CONSTRAINT price_list_choice_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES catalog.price_list(id);

ALTER TABLE ONLY account.workspace_binding
    ADD CONSTRAINT workspace_binding_account_id_fkey FOREIGN KEY (account_id) REFERENCES account.account(id);

ALTER TABLE ONLY account.workspace_binding
    ADD CONSTRAINT workspace_binding_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES account.workspace(id);

ALTER TABLE ONLY account.workspace_mode
    ADD CONSTRAINT workspace_mode_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES account.workspace(id);

ALTER TABLE ONLY account.workspace_retention
    ADD CONSTRAINT workspace_retention_data_type_fkey FOREIGN KEY (data_type) REFERENCES catalog.data_type(code);

ALTER TABLE ONLY account.workspace_retention
    ADD CONSTRAINT workspace_retention_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES account.workspace(id);

ALTER TABLE ONLY account.workspace_settlement
    ADD CONSTRAINT workspace_settlement_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES account.workspace(id);

ALTER TABLE ONLY account.workspace
    ADD CONSTRAINT workspace_site_id_fkey FOREIGN KEY (site_id) REFERENCES catalog.site(id);

ALTER TABLE ONLY billing.bill
    ADD CONSTRAINT bill_account_id_fkey FOREIGN KEY (account_id) REFERENCES account.account(id);

ALTER TABLE ONLY billing.bill
    ADD CONSTRAINT bill_version_id_fkey FOREIGN KEY (version_id) REFERENCES catalog.price_list_version(id);

ALTER TABLE ONLY billing.close_fault
    ADD CONSTRAINT close_fault_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES account.workspace(id);

ALTER TABLE ONLY billing.workspace_day
    ADD CONSTRAINT workspace_day_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES account.workspace(id);

ALTER TABLE ONLY catalog.item_mode
    ADD CONSTRAINT item_mode_version_id_item_fkey FOREIGN KEY (version_id, item) REFERENCES catalog.item(version_id, code);

ALTER TABLE ONLY catalog.item
    ADD CONSTRAINT item_retention_of_fkey FOREIGN KEY (retention_of) REFERENCES catalog.data_type(code);

ALTER TABLE ONLY catalog.item
    ADD CONSTRAINT item_version_id_fkey FOREIGN KEY (version_id) REFERENCES catalog.price_list_version(id);

ALTER TABLE ONLY catalog.operand
    ADD CONSTRAINT operand_meter_fkey FOREIGN KEY (meter) REFERENCES catalog.meter(code);

ALTER TABLE ONLY catalog.operand
    ADD CONSTRAINT operand_version_id_item_fkey FOREIGN KEY (version_id, item) REFERENCES catalog.item(version_id, code);

ALTER TABLE ONLY catalog.price_list_version
    ADD CONSTRAINT price_list_version_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES catalog.price_list(id);

ALTER TABLE ONLY catalog.price
    ADD CONSTRAINT price_version_id_item_fkey FOREIGN KEY (version_id, item) REFERENCES catalog.item(version_id, code);

ALTER TABLE ONLY catalog.site_credential
    ADD CONSTRAINT site_credential_site_id_fkey FOREIGN KEY (site_id) REFERENCES catalog.site(id);

ALTER TABLE ONLY identity.login
    ADD CONSTRAINT login_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES identity.member(account_id, id);

ALTER TABLE ONLY identity.member
    ADD CONSTRAINT member_account_id_fkey FOREIGN KEY (account_id) REFERENCES account.account(id);

ALTER TABLE ONLY identity.refresh_token
    ADD CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES identity.session(id) ON DELETE CASCADE;

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES identity.member(account_id, id);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES identity.operator(id);

ALTER TABLE ONLY identity.sign_in_attempt
    ADD CONSTRAINT sign_in_attempt_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES identity.member(account_id, id);

ALTER TABLE ONLY ledger.account
    ADD CONSTRAINT account_account_id_fkey FOREIGN KEY (account_id) REFERENCES account.account(id);

ALTER TABLE ONLY ledger.answer
    ADD CONSTRAINT answer_account_id_operation_fkey FOREIGN KEY (account_id, operation) REFERENCES ledger.operation(account_id, number);

ALTER TABLE ONLY ledger.block_head
    ADD CONSTRAINT block_head_block_fkey FOREIGN KEY (block) REFERENCES ledger.block(number);

ALTER TABLE ONLY ledger.hold
    ADD CONSTRAINT hold_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.account(account_id);

ALTER TABLE ONLY ledger.operation
    ADD CONSTRAINT operation_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.account(account_id);

ALTER TABLE ONLY ledger.purse
    ADD CONSTRAINT purse_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.account(account_id);

ALTER TABLE ONLY ledger.repayment
    ADD CONSTRAINT repayment_account_id_debt_seq_fkey FOREIGN KEY (account_id, debt_seq) REFERENCES ledger.debt(account_id, seq);

ALTER TABLE ONLY ledger.repayment
    ADD CONSTRAINT repayment_account_id_seq_fkey FOREIGN KEY (account_id, seq) REFERENCES ledger.entry(account_id, seq);

ALTER TABLE ONLY metering.site_day
    ADD CONSTRAINT site_day_site_id_fkey FOREIGN KEY (site_id) REFERENCES catalog.site(id);

ALTER TABLE ONLY ops.proposal
    ADD CONSTRAINT proposal_account_id_fkey FOREIGN KEY (account_id) REFERENCES account.account(id);

GRANT USAGE ON SCHEMA account TO bc_read;

GRANT USAGE ON SCHEMA admin TO bc_api;
GRANT USAGE ON SCHEMA admin TO bc_operator;

GRANT USAGE ON SCHEMA api TO bc_api;

GRANT USAGE ON SCHEMA billing TO bc_read;

GRANT USAGE ON SCHEMA catalog TO bc_read;

GRANT USAGE ON SCHEMA jobs TO bc_jobs;

GRANT USAGE ON SCHEMA ledger TO bc_read;

GRANT USAGE ON SCHEMA metering TO bc_read;

GRANT ALL ON SCHEMA ops TO bc_owner;
GRANT USAGE ON SCHEMA ops TO bc_read;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

REVOKE ALL ON TYPE billing.due FROM PUBLIC;

REVOKE ALL ON TYPE billing.method FROM PUBLIC;

REVOKE ALL ON TYPE ledger.balance FROM PUBLIC;

REVOKE ALL ON TYPE ledger.entry_contra FROM PUBLIC;

REVOKE ALL ON TYPE ledger.entry_kind FROM PUBLIC;

REVOKE ALL ON TYPE ledger.entry_source FROM PUBLIC;

REVOKE ALL ON TYPE ledger.positive FROM PUBLIC;

REVOKE ALL ON TYPE ledger.posting FROM PUBLIC;

REVOKE ALL ON TYPE ledger.purse_kind FROM PUBLIC;

REVOKE ALL ON TYPE ledger.purse_origin FROM PUBLIC;

REVOKE ALL ON TYPE metering.usage_record FROM PUBLIC;

GRANT SELECT ON TABLE account.workspace TO bc_read;

GRANT SELECT ON TABLE billing.bill TO bc_read;

GRANT SELECT ON TABLE billing.settlement TO bc_read;

GRANT SELECT ON TABLE catalog.site TO bc_read;

GRANT SELECT ON TABLE ledger.entry TO bc_read;

GRANT SELECT ON TABLE account.account TO bc_read;

GRANT SELECT ON TABLE account.price_list_choice TO bc_read;

GRANT SELECT ON TABLE catalog.price_list TO bc_read;

GRANT SELECT ON TABLE ledger.block_head TO bc_read;

GRANT SELECT ON TABLE ledger.answer TO bc_read;

GRANT SELECT ON TABLE ledger.operation TO bc_read;

GRANT SELECT ON TABLE ledger.account TO bc_read;

GRANT SELECT ON TABLE account.workspace_retention TO bc_read;

GRANT SELECT ON TABLE catalog.data_type TO bc_read;

GRANT SELECT ON TABLE account.workspace_mode TO bc_read;

GRANT SELECT ON TABLE ledger.debt TO bc_read;

GRANT SELECT ON TABLE billing.bill_line TO bc_read;

GRANT SELECT ON TABLE ledger.purse TO bc_read;

GRANT SELECT ON TABLE catalog.price_list_version TO bc_read;

GRANT SELECT ON TABLE billing.workspace_day TO bc_read;

GRANT SELECT ON TABLE ledger.hold TO bc_read;

GRANT SELECT ON TABLE ledger.platform_day TO bc_read;

GRANT SELECT ON TABLE metering.site_day TO bc_read;

GRANT SELECT ON TABLE ledger.repayment TO bc_read;

GRANT SELECT,REFERENCES ON TABLE ops.deployment TO bc_owner;

GRANT SELECT ON TABLE metering.usage_point TO bc_read;

GRANT SELECT ON TABLE ledger.block TO bc_read;

GRANT SELECT ON TABLE ledger.digest_file TO bc_read;

GRANT SELECT ON TABLE account.workspace_settlement TO bc_read;

GRANT SELECT ON TABLE billing.close_fault TO bc_read;

GRANT SELECT ON TABLE ops.setting TO bc_read;

GRANT SELECT ON TABLE account.workspace_binding TO bc_read;

GRANT SELECT ON TABLE catalog.item TO bc_read;

GRANT SELECT ON TABLE catalog.item_mode TO bc_read;

GRANT SELECT ON TABLE catalog.operand TO bc_read;

GRANT SELECT ON TABLE catalog.price TO bc_read;

GRANT SELECT ON TABLE billing.close_work TO bc_read;

GRANT SELECT ON TABLE catalog.meter TO bc_read;

GRANT SELECT ON TABLE ledger.anchor TO bc_read;

GRANT SELECT ON TABLE ledger.voucher_code TO bc_read;

GRANT SELECT ON TABLE ops.clock TO bc_read;

GRANT SELECT ON TABLE ops.migration TO bc_read;

ALTER DEFAULT PRIVILEGES FOR ROLE bc_owner REVOKE ALL ON TYPES  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE bc_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

