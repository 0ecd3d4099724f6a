# SPDX-License-Identifier: Apache-2.0
"""What somebody with a superuser's rights can do to the books, and how far they can hide it."""
import psycopg

RECHAIN = """
WITH RECURSIVE walk AS (
    SELECT account_id, 0::bigint AS seq, decode(repeat('00', 32), 'hex') AS hash
    FROM ledger.account WHERE account_id = %(account)s
    UNION ALL
    SELECT e.account_id, e.seq, sha256(w.hash || app.entry_row(e))
    FROM walk AS w JOIN ledger.entry AS e ON e.account_id = w.account_id AND e.seq = w.seq + 1)
UPDATE ledger.entry AS e SET hash = w.hash FROM walk AS w WHERE e.account_id = w.account_id AND e.seq = w.seq"""
HEADS = """
UPDATE ledger.account AS a SET last_seq = e.seq, last_at = e.recorded_at, last_hash = e.hash
FROM (SELECT * FROM ledger.entry WHERE account_id = %(account)s ORDER BY seq DESC LIMIT 1) AS e
WHERE a.account_id = e.account_id"""
CUT_HEADS = """
UPDATE ledger.account AS a SET last_operation = e.operation, cash = e.cash_after, frozen = e.frozen_after,
    arrears = e.arrears_after, ordinary = e.ordinary_after, full_reduction = e.full_reduction_after,
    cards = e.cards_after
FROM ledger.entry AS e WHERE e.account_id = a.account_id AND e.account_id = %(account)s AND e.seq = %(seq)s - 1"""
BLOCK_HEADS = """
UPDATE ledger.block_head AS h SET hash = e.hash FROM ledger.entry AS e
WHERE h.account_id = e.account_id AND h.seq = e.seq AND h.hash <> e.hash"""
BLOCKS = """
DO $$
DECLARE
    v_block ledger.block;
    v_before bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR v_block IN SELECT * FROM ledger.block ORDER BY number LOOP
        SELECT app.merkle_climb(array_agg(app.merkle_leaf(account_id, seq, hash) ORDER BY place), 8)
        INTO v_block.nodes FROM ledger.block_head WHERE block = v_block.number;
        v_block.root := (app.merkle_climb(v_block.nodes, 64))[1];
        v_block.digest := app.block_digest(
            v_block.number, v_block.made_at, v_block.heads, v_before, v_block.root);
        UPDATE ledger.block SET nodes = v_block.nodes, root = v_block.root, previous = v_before,
            digest = v_block.digest WHERE number = v_block.number;
        v_before := v_block.digest;
    END LOOP;
    UPDATE ledger.digest_file SET sha256 = sha256(convert_to(
        app.digest_text(day, from_block, until_block), 'UTF8'));
END $$"""


class Forger:
    """A superuser's connection past all triggers, to a copy of honest books."""

    def __init__(self, url):
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute("SET session_replication_role = replica")

    def end(self):
        self.connection.close()

    def ask(self, statement, **values):
        return self.connection.execute(statement, values).fetchone()

    def change(self, statement, **values):
        assert self.connection.execute(statement, values).rowcount > 0, statement

    def rechain(self, account):
        """Makes the hashes of an account follow from its entries again, and its head."""
        self.change(RECHAIN, account=account)
        self.change(HEADS, account=account)

    def cut(self, account, seq):
        """Ends the journal of an account before seq, and lets its head and its only anchor say so."""
        self.change("DELETE FROM ledger.entry WHERE account_id = %(account)s AND seq >= %(seq)s",
                    account=account, seq=seq)
        self.change(CUT_HEADS, account=account, seq=seq)
        self.change(HEADS, account=account)
        for table in ("block_head", "anchor"):
            self.change(f"UPDATE ledger.{table} SET seq = %(seq)s - 1 WHERE account_id = %(account)s",
                        account=account, seq=seq)

    def rebuild_blocks(self):
        """Makes blocks and digests follow from the entries again: nothing in the database tells."""
        self.connection.execute(BLOCK_HEADS)
        self.connection.execute(BLOCKS)

    def let_a_minute_pass(self):
        self.connection.execute("UPDATE ledger.block SET created_at = created_at - interval '1 minute'")

    def make_block(self):
        self.let_a_minute_pass()
        return self.ask("SELECT jobs.make_block()")[0]
