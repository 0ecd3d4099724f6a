# SPDX-License-Identifier: Apache-2.0
"""What a long past costs: settling, reading a balance, and last month's history with 20 times the entries."""
import os

from rig import HERE, interleaved
from table import Row, notes_of_rates
from world import SETTLE_NEXT, World

ACCOUNTS, CLIENTS, EACH, SECONDS = 2000, 4, 100, 2
LARGE = int(os.environ.get("BENCH_LARGE_ENTRIES", 20_000_000))
SMALL = LARGE // 20


def measure(rig):
    sides = [Side(rig, "bench_large", LARGE), Side(rig, "bench_small", SMALL)]
    name = f"at {LARGE:,} entries / at {SMALL:,}"
    rows = []
    for key, what, floor, goal in (("settle", "settlements", 0.90, 1.0), ("balance", "balances read", 0.90, 1.0),
                                   ("history", "pages of last month's history", 0.60, 0.8)):
        row = Row(f"large_{key}", f"{what} {name}", floor, goal)
        pairs = list(interleaved(rig.rounds, getattr(sides[0], key), getattr(sides[1], key)))
        for a, b in pairs:
            row.add(a / b)
        row.note(notes_of_rates(large=[a for a, _ in pairs], small=[b for _, b in pairs]))
        rows.append(row)
    rows[0].note("journal and its index: " + ", ".join(side.size() for side in sides))
    return rows


class Side:
    """A database with so many entries in its journal, one month of them like another."""

    def __init__(self, rig, database, entries):
        self.rig, self.database = rig, database
        self.world = World(rig, ACCOUNTS, database)
        run = self.world.run
        run((HERE / "sql" / "fill_history.sql").read_text())
        run("SELECT pg_temp.fill_history(%s)", (entries // ACCOUNTS,))
        run("VACUUM ANALYZE")
        run("CHECKPOINT")
        sessions = [row[0] for row in run(
            "WITH member AS (INSERT INTO identity.member (account_id, name, role, password_hash)"
            " SELECT id, code, 'owner', '$argon2id$none' FROM account.account RETURNING account_id, id)"
            " INSERT INTO identity.session (account_id, member_id, expires_at)"
            " SELECT account_id, id, clock_timestamp() + interval '1 day' FROM member RETURNING id").fetchall()]
        ids = "{" + ",".join(map(str, sessions[:200])) + "}"
        until = self.world.books.clock().date().isoformat()
        since = until[:5] + "01" + until[7:]
        choose = "\\set n random(1, 200)"
        self.settle_script = rig.file([SETTLE_NEXT])
        self.balance_script = rig.file([choose, f"SELECT api.get_balance(('{ids}'::uuid[])[:n]);"])
        self.history_script = rig.file([choose, f"SELECT api.list_transactions(('{ids}'::uuid[])[:n], '{since}', "
                                                f"'{until}', NULL, NULL, NULL, NULL, NULL, '50');"])

    def settle(self):
        self.world.queue(self.world.take(CLIENTS * EACH))
        return self.rig.pgbench("-f", self.settle_script, database=self.database, clients=CLIENTS, count=EACH)

    def balance(self):
        return self.read(self.balance_script)

    def history(self):
        return self.read(self.history_script)

    def read(self, script):
        return self.rig.pgbench("-f", script, role="BC_DATABASE_URL", database=self.database, clients=CLIENTS,
                                seconds=SECONDS)

    def size(self):
        size = "SELECT pg_size_pretty(pg_total_relation_size('ledger.entry'))"
        return f"{self.database} {self.world.run(size).fetchone()[0]}"
