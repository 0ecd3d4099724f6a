# SPDX-License-Identifier: Apache-2.0
"""Settling a day at once: against one bill after the other, and against only inserting the rows it makes."""
from rig import timed
from table import Row, notes_of_rates
from world import ACCOUNTS, DATABASE, World

ONE_BY_ONE = 400
BILL = "JOIN billing.bill AS b ON b.account_id = t.account_id AND b.id = t.bill_id"
TABLES = {  # what a settlement writes
    "entry": "ledger.entry", "settlement": "billing.settlement",
}


def measure(rig):
    world = rig.once(World)
    rows = [Row("close", "daily close, bills/s settled at once / one by one", 12, 16),
            Row("close_insert", "daily close, bills/s settled at once / INSERT of the same rows", 0.20, 0.40)]
    settle = rig.file(["SELECT bench.settle_next();"])
    at_once, single, insert = [], [], []
    for number in range(rig.rounds):
        steps = [lambda: at_once.append(settle_at_once(world)), lambda: single.append(one_by_one(rig, world, settle))]
        for step in steps if number % 2 == 0 else reversed(steps):
            step()
        insert.append(only_insert(world))
        rows[0].add(at_once[-1] / single[-1])
        rows[1].add(at_once[-1] / insert[-1])
    rows[0].note(notes_of_rates(at_once=at_once, one_by_one=single, only_insert=insert,
                                rated=world.rating_rates))
    rows[0].note("one by one: a transaction each, one client; every account is plain, nothing of it is settled apart")
    world.check()
    return rows


def settle_at_once(world):
    bills = world.take(ACCOUNTS)
    return len(bills) / timed(lambda: world.settle_all(bills))


def one_by_one(rig, world, settle):
    world.queue(world.take(ONE_BY_ONE))
    rate = rig.pgbench("-f", settle, database=DATABASE, clients=1, count=ONE_BY_ONE)
    world.settle_all(world.waiting)
    world.waiting = []
    return rate


def only_insert(world):
    """Bills a second when the rows of the day settled last are inserted again beside it."""
    for table, source in TABLES.items():
        world.run(f"TRUNCATE bench.{table}")
        world.run(f"CREATE TEMPORARY TABLE rows_of_{table} AS SELECT t.* FROM {source} AS t {BILL} WHERE b.day = %s",
                  (world.day,))
    seconds = timed(lambda: [world.run(f"INSERT INTO bench.{table} SELECT * FROM rows_of_{table}")
                             for table in TABLES])
    for table in TABLES:
        world.run(f"DROP TABLE rows_of_{table}")
    return ACCOUNTS / seconds
