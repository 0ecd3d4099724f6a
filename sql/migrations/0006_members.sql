-- SPDX-License-Identifier: Apache-2.0
-- Members of accounts, what they sign in with, their sessions; and all balances
-- after each entry of the journal.
CREATE TABLE identity.member (
    account_id uuid NOT NULL REFERENCES account.account,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    role text NOT NULL CHECK (role IN ('owner', 'finance', 'viewer')),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
    password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    password_set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account_id, id)
);

-- Global: whose a login is has to be known before the account is.
CREATE TABLE identity.login (
    login text COLLATE "C" PRIMARY KEY CHECK (login = lower(login) AND length(login) BETWEEN 3 AND 254),
    account_id uuid NOT NULL,
    member_id uuid NOT NULL,
    FOREIGN KEY (account_id, member_id) REFERENCES identity.member
);
CREATE INDEX login_member ON identity.login (account_id, member_id);

-- A session is an operator's or a member's.  It lives until expires_at at the
-- most; a member's, too, only as long as its refresh tokens follow one another.
ALTER TABLE identity.session
    ALTER operator_id DROP NOT NULL,
    ADD account_id uuid,
    ADD member_id uuid,
    ADD FOREIGN KEY (account_id, member_id) REFERENCES identity.member,
    ADD CHECK (num_nonnulls(operator_id, member_id) = 1),
    ADD CHECK ((account_id IS NULL) = (member_id IS NULL));
CREATE INDEX session_member ON identity.session (account_id, member_id) WHERE revoked_at IS NULL;
CREATE INDEX session_end ON identity.session (expires_at);

-- Only the SHA-256 is kept.  Each token serves once: used_at.
CREATE TABLE identity.refresh_token (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    session_id uuid NOT NULL REFERENCES identity.session ON DELETE CASCADE,
    issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX refresh_token_session ON identity.refresh_token (session_id);

-- Tries to sign in.  The login only as SHA-256: what is typed there by mistake is
-- often a password.  member_id NULL: no such login, or a disabled member.
CREATE TABLE identity.sign_in_attempt (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    login_hash bytea NOT NULL,
    address text NOT NULL,
    account_id uuid,
    member_id uuid,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    succeeded_at timestamptz,
    FOREIGN KEY (account_id, member_id) REFERENCES identity.member
);
CREATE INDEX sign_in_attempt_login ON identity.sign_in_attempt (login_hash, at);
CREATE INDEX sign_in_attempt_at ON identity.sign_in_attempt (at);

-- The account's bills by day, as lists read them.
CREATE INDEX bill_day ON billing.bill (account_id, day DESC, workspace_id, run);

-- Sums of the balances of its vouchers and of its cards, maintained like cash.
ALTER TABLE ledger.account
    ADD vouchers bigint NOT NULL DEFAULT 0 CHECK (vouchers >= 0),
    ADD cards bigint NOT NULL DEFAULT 0 CHECK (cards >= 0);
UPDATE ledger.account AS a SET vouchers = p.vouchers, cards = p.cards
FROM (
    SELECT account_id, coalesce(sum(balance) FILTER (WHERE kind <> 'card'), 0) AS vouchers,
        coalesce(sum(balance) FILTER (WHERE kind = 'card'), 0) AS cards
    FROM ledger.purse GROUP BY account_id) AS p
WHERE p.account_id = a.account_id;

-- All balances of the account after the entry: an entry explains itself.
-- stored_value = cards - arrears.  Entries made before this migration are given
-- what follows from the entries up to them; nothing they said changes.
ALTER TABLE ledger.entry
    ADD cash_after bigint, ADD vouchers_after bigint, ADD stored_value_after bigint;
ALTER TABLE ledger.entry DISABLE TRIGGER append_only;
UPDATE ledger.entry AS e SET
    cash_after = s.cash, vouchers_after = s.vouchers, stored_value_after = s.stored_value
FROM (
    SELECT account_id, seq,
        coalesce(sum(amount) FILTER (WHERE source = 'cash') OVER w, 0) AS cash,
        coalesce(sum(amount) FILTER (WHERE source IN ('ordinary', 'full_reduction')) OVER w, 0) AS vouchers,
        coalesce(sum(amount) FILTER (WHERE source IN ('card', 'arrears')) OVER w, 0) AS stored_value
    FROM ledger.entry WINDOW w AS (PARTITION BY account_id ORDER BY seq)) AS s
WHERE s.account_id = e.account_id AND s.seq = e.seq;
ALTER TABLE ledger.entry ENABLE TRIGGER append_only;
ALTER TABLE ledger.entry
    ALTER cash_after SET NOT NULL, ALTER vouchers_after SET NOT NULL, ALTER stored_value_after SET NOT NULL;
