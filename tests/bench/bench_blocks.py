# SPDX-License-Identifier: Apache-2.0
"""Anchoring the heads of the journal's chains: many accounts, of which few have changed."""
from rig import timed
from table import Row

DATABASE, ACCOUNTS, CHANGED = "bench_blocks", 100_000, 1000


def measure(rig):
    row = Row("blocks", f"making a block: {CHANGED:,} of {ACCOUNTS:,} accounts have changed", 200, 100, at_most=True,
              unit="ms")
    rig.new_books(DATABASE)
    run = rig.connect(database=DATABASE).execute
    run("INSERT INTO account.account (code, name, currency, time_zone, created_at)"
        " SELECT 'b' || n, 'b' || n, 'CNY', 'UTC', app.clock() FROM generate_series(1, %s) AS n", (ACCOUNTS,))
    run("INSERT INTO ledger.account (account_id, currency, last_seq, last_hash)"
        " SELECT id, 'CNY', 1, sha256(uuid_send(id)) FROM account.account")
    make_block(run)
    run("VACUUM ANALYZE")
    for number in range(rig.rounds):
        run("UPDATE ledger.account SET last_seq = last_seq + 1, last_hash = sha256(last_hash) WHERE account_id IN ("
            "SELECT account_id FROM ledger.account ORDER BY hashtext(account_id::text || %s) LIMIT %s)",
            (str(number), CHANGED))
        row.add(1000 * timed(lambda: make_block(run)))
        assert run("SELECT heads FROM ledger.block ORDER BY number DESC LIMIT 1").fetchone()[0] == CHANGED
    row.note("in a database of its own whose accounts have heads and no entries")
    return [row]


def make_block(run):
    """A block at once, although the last one is not a minute old."""
    run("SET session_replication_role = replica")
    run("UPDATE ledger.block SET created_at = created_at - interval '1 hour'")
    run("RESET session_replication_role")
    assert run("SELECT jobs.make_block()").fetchone()[0] is not None
