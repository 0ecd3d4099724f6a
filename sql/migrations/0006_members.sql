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

-- What paid a bill when it was settled, by source, in minor units: lists and totals
-- read it.  What was repaid of arrears since stands in ledger.debt.
ALTER TABLE billing.settlement
    ADD ordinary bigint NOT NULL DEFAULT 0, ADD full_reduction bigint NOT NULL DEFAULT 0,
    ADD card bigint NOT NULL DEFAULT 0, ADD cash bigint NOT NULL DEFAULT 0,
    ADD arrears bigint NOT NULL DEFAULT 0, ADD cloud bigint NOT NULL DEFAULT 0;
ALTER TABLE billing.settlement DISABLE TRIGGER append_only;
UPDATE billing.settlement AS t SET
    ordinary = e.ordinary, full_reduction = e.full_reduction, card = e.card, cash = e.cash,
    arrears = e.arrears, cloud = e.cloud
FROM (
    SELECT account_id, bill_id,
        coalesce(-sum(amount) FILTER (WHERE source = 'ordinary'), 0) AS ordinary,
        coalesce(-sum(amount) FILTER (WHERE source = 'full_reduction'), 0) AS full_reduction,
        coalesce(-sum(amount) FILTER (WHERE source = 'card'), 0) AS card,
        coalesce(-sum(amount) FILTER (WHERE source = 'cash'), 0) AS cash,
        coalesce(-sum(amount) FILTER (WHERE source = 'arrears'), 0) AS arrears,
        coalesce(-sum(amount) FILTER (WHERE source IN ('aws', 'alibaba')), 0) AS cloud
    FROM ledger.entry WHERE bill_id IS NOT NULL GROUP BY account_id, bill_id) AS e
WHERE e.account_id = t.account_id AND e.bill_id = t.bill_id;
ALTER TABLE billing.settlement ENABLE TRIGGER append_only;

-- All balances of the account after the entry: an entry explains itself.
-- stored_value = cards - arrears.  Entries made before this migration are given
-- what follows from the entries up to them; nothing they said changes.  They are
-- rewritten day by day, so that they lie in the order of their stamps as before,
-- on which the index entry_recorded depends.
ALTER TABLE ledger.entry
    ADD cash_after bigint, ADD vouchers_after bigint, ADD stored_value_after bigint;
CREATE TABLE ledger.entry_after AS
SELECT account_id, seq, (recorded_at AT TIME ZONE 'UTC')::date AS day,
    coalesce(sum(amount) FILTER (WHERE source = 'cash') OVER w, 0) AS cash,
    coalesce(sum(amount) FILTER (WHERE source IN ('ordinary', 'full_reduction')) OVER w, 0) AS vouchers,
    coalesce(sum(amount) FILTER (WHERE source IN ('card', 'arrears')) OVER w, 0) AS stored_value
FROM ledger.entry WINDOW w AS (PARTITION BY account_id ORDER BY seq);
CREATE INDEX ON ledger.entry_after (day);
ALTER TABLE ledger.entry DISABLE TRIGGER append_only;
DO $$
DECLARE
    v_day date;
BEGIN
    FOR v_day IN SELECT DISTINCT day FROM ledger.entry_after ORDER BY day LOOP
        UPDATE ledger.entry AS e SET
            cash_after = s.cash, vouchers_after = s.vouchers, stored_value_after = s.stored_value
        FROM ledger.entry_after AS s
        WHERE s.day = v_day AND e.account_id = s.account_id AND e.seq = s.seq;
    END LOOP;
END
$$;
ALTER TABLE ledger.entry ENABLE TRIGGER append_only;
DROP TABLE ledger.entry_after;
ALTER TABLE ledger.entry
    ALTER cash_after SET NOT NULL, ALTER vouchers_after SET NOT NULL, ALTER stored_value_after SET NOT NULL;

-- Programs of before post entries without them.
UPDATE ops.setting SET min_worker_version = 6;
