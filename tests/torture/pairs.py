# SPDX-License-Identifier: Apache-2.0
"""A database in which two operations on one account wait to happen: bills that are due, and proposals to approve."""
import threading
import time
import uuid
from datetime import datetime, timedelta

import psycopg
from book_rows import BookRows
from psycopg.types.json import Json
from replay import Replay
from world import REASON, lay_out, set_clock

NOON = datetime.fromisoformat("2020-03-01T12:00:00+00:00")
AFTER = datetime.fromisoformat("2020-03-02T17:00:00+00:00")
LEASE = 100_000
# Numbers and stamps are a matter of order, ids of chance; what is paid and by whom is not.
STATE = {
    "entries": "SELECT operation, seq, kind, source, purse, contra, amount, balance_after, cash_after, frozen_after,"
               " arrears_after, ordinary_after, full_reduction_after, cards_after, effective_day, note, lines,"
               " line_amounts, bill_id IS NOT NULL FROM ledger.entry ORDER BY seq",
    "account": "SELECT cash, frozen, arrears, ordinary, full_reduction, cards, purses, holds, is_frozen, last_seq,"
               " last_operation FROM ledger.account",
    "purses": "SELECT number, kind, balance, frozen, is_over FROM ledger.purse ORDER BY number",
    "debts": "SELECT seq, day, workspace, amount, repaid, returned FROM ledger.debt ORDER BY seq",
    "settlements": "SELECT b.day, s.method, s.operation, s.cash, s.arrears, s.ordinary, s.card, s.cloud"
                   " FROM billing.settlement AS s JOIN billing.bill AS b ON b.id = s.bill_id ORDER BY 1, 3",
    "proposals": "SELECT id, state FROM ops.proposal ORDER BY id",
}


class Pairs:
    """Lays out the database `name`; its clones are where things happen."""

    def __init__(self, cluster, name):
        self.cluster, self.name, self.count = cluster, name, 0
        cluster.make_database(name, "tree")
        self.world = lay_out(cluster, name, accounts=1, sites={"cn": ("Asia/Shanghai", "CN")})
        self.account = self.world.customers[0].code
        self.workspace = self.world.customers[0].workspaces[0].code
        self.proposals = {}
        self.open()
        try:
            self.fill()
        finally:
            self.close()

    def open(self):
        self.owner = self.cluster.superuser(self.name)
        self.owner.execute("SET ROLE bc_owner")
        self.operator = self.cluster.connect("bc_operator", self.name)
        self.jobs = self.cluster.connect("bc_jobs", self.name)

    def close(self):
        for connection in (self.owner, self.operator, self.jobs):
            connection.close()

    def fill(self):
        self.owner.execute("UPDATE account.workspace_settlement SET method = 'account'")
        self.approve(self.propose("recharge", {"amount": "40.00", "channel": "offline"}))
        self.approve(self.propose("voucher_grant", {
            "kind": "ordinary", "face": "3.00", "items": ["a"], "expires_at": "2020-03-01T16:00:01Z"}))
        set_clock(self.owner, NOON)
        self.send_usage("2020-03-01T09:00:00Z", 20)
        set_clock(self.owner, AFTER)
        self.send_usage("2020-03-02T09:00:00Z", 20)
        self.close_days()
        for name, kind, payload in (
                ("recharge", "recharge", {"amount": "7.00", "channel": "offline"}),
                ("refund", "refund", {"amount": "5.00", "channel": "offline"}),
                ("grant", "voucher_grant", {"kind": "ordinary", "face": "4.00", "valid_from": "2020-03-01T00:00:00Z"}),
                ("take", "adjustment", {"amount": "-2.00"}), ("give", "adjustment", {"amount": "25.00"})):
            self.proposals[name] = self.propose(kind, payload)
        self.jobs.execute("SELECT jobs.tick()")
        claimed = self.jobs.execute("SELECT kind, id FROM jobs.claim('pair', 10, %s)", (LEASE,)).fetchall()
        self.job = dict(claimed)

    def send_usage(self, hour, quantity):
        records = [{"id": hour, "workspace": self.workspace, "meter": "b", "hour": hour, "quantity": str(quantity)}]
        with self.cluster.connect("bc_api", self.name) as api:
            api.execute("SELECT api.add_usage(%s, %s)", (self.world.credentials["cn"], Json({"records": records})))

    def close_days(self):
        """The first day to its end, the second until its bill is due."""
        session = self.world.sessions()[0]
        while not self.operator.execute(
                "SELECT done FROM admin.close_step(%s, 'cn', '2020-03-01', 100)", (session,)).fetchone()[0]:
            pass
        for _ in ("begun", "rated"):
            self.operator.execute("SELECT admin.close_step(%s, 'cn', '2020-03-02', 100)", (session,))

    def propose(self, kind, payload):
        return self.operator.execute("SELECT admin.propose(%s, %s, %s, %s, %s, %s)", (
            self.world.sessions()[0], kind, self.account, Json(payload), REASON, str(uuid.uuid4()))
        ).fetchone()[0]["proposal"]

    def approve(self, proposal):
        self.operator.execute("SELECT admin.approve(%s, %s, %s)", (self.world.sessions()[1], proposal, REASON))

    # the operations: role, statement, arguments

    def approval(self, name):
        return ("bc_operator", "SELECT admin.approve(%s, %s, %s) ->> 'state'",
                (self.world.sessions()[2], self.proposals[name], REASON))

    def bill(self):
        return "bc_jobs", "SELECT (jobs.close_step(%s, 'pair', %s, 100)).step", (self.job["close"], LEASE)

    def expire(self):
        return "bc_jobs", "SELECT (jobs.sweep_step(%s, 'pair', %s, 100)).n", (self.job["sweep"], LEASE)

    def change_method(self):
        """As a lost subscription forces it, which applies to bills that are not settled."""
        return ("postgres", "WITH locked AS MATERIALIZED (SELECT FROM ledger.account FOR UPDATE)"
                " UPDATE account.workspace_settlement SET method = 'aws' WHERE EXISTS (SELECT FROM locked)"
                " RETURNING method", ())

    # how they happen

    def clone(self):
        self.count += 1
        return self.cluster.make_database(f"{self.name}_{self.count}", self.name)

    def serially(self, operations):
        clone = self.clone()
        outcomes = [self.outcome(clone, operation) for operation in operations]
        return self.state(clone), outcomes

    def at_once(self, operations):
        """Each in turn queues for the account's row, which a third connection holds; then it lets go."""
        clone, outcomes, threads = self.clone(), [None] * len(operations), []
        with self.cluster.superuser(clone) as watcher, self.cluster.superuser(clone) as holder:
            with holder.transaction():
                holder.execute("SELECT FROM ledger.account FOR UPDATE")
                for number, operation in enumerate(operations):
                    threads.append(threading.Thread(target=lambda n=number, o=operation: outcomes.__setitem__(
                        n, self.outcome(clone, o))))
                    threads[-1].start()
                    wait_for_waiters(watcher, number + 1)
            for thread in threads:
                thread.join()
        return self.state(clone), outcomes

    def outcome(self, clone, operation):
        role, statement, args = operation
        with self.cluster.connect(role, clone) as connection:
            try:
                return str(connection.execute(statement, args).fetchone()[0])
            except psycopg.Error as error:
                return error.sqlstate

    def state(self, clone):
        with self.cluster.superuser(clone) as reader:
            rows = BookRows(reader, [AFTER - timedelta(days=9), AFTER])
            wrong = [violation for account in rows.accounts for violation in Replay(rows, account).run()]
            assert not wrong, wrong
            assert not [row for row in rows.invariants if row.violations]
            return {name: reader.execute(query).fetchall() for name, query in STATE.items()}


def wait_for_waiters(watcher, count, seconds=10):
    deadline = time.monotonic() + seconds
    while watcher.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                          " AND cardinality(pg_blocking_pids(pid)) > 0").fetchone()[0] < count:
        assert time.monotonic() < deadline, f"{count} do not wait"
        time.sleep(0.002)
