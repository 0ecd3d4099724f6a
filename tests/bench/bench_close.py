# SPDX-License-Identifier: Apache-2.0
"""Settling a day at once: against one bill after the other, and against only inserting the rows it makes."""
from rig import timed
from table import Row, notes_of_rates
from world import ACCOUNTS, DATABASE, SETTLE_NEXT, World

ONE_BY_ONE, SESSIONS = 400, 2
BILL = "JOIN billing.bill AS b ON b.account_id = t.account_id AND b.id = t.bill_id"
TABLES = {"entry": "ledger.entry", "settlement": "billing.settlement"}  # what a settlement writes


def measure(rig):
    world = rig.once(World)
    rows = [Row("close", "daily close, bills/s settled at once / one by one", 12, 16),
            Row("close_insert", "daily close, bills/s settled at once / INSERT of the same rows", 0.20, 0.40),
            Row("close_locks", "daily close, how long a batch locks its accounts, p99", 100, 60, at_most=True,
                unit="ms")]
    settle = rig.file([SETTLE_NEXT])
    at_once, alone, single, insert, plain = [], [], [], [], []
    for _ in range(rig.rounds):
        single.append(one_by_one(rig, world, settle))
        alone.append(settle_day(world, 1)[0])
        rate, batches = settle_day(world, SESSIONS)
        at_once.append(rate)
        insert.append(only_insert(world))
        rows[0].add(at_once[-1] / single[-1])
        rows[1].add(at_once[-1] / insert[-1])
        rows[2].add(sorted(batches)[int(0.99 * (len(batches) - 1))])
    rows[0].note(notes_of_rates(at_once=at_once, by_one_session=alone, one_by_one=single, only_insert=insert,
                                rated=world.rating_rates))
    rows[0].note(f"at once: {SESSIONS} sessions, as bc-jobs does; one by one: a transaction each, one client;"
                 " every account is plain, nothing of it is settled apart")
    rows[1].note("hashes are computed by the close and copied by the INSERT")
    world.check()
    return rows


def settle_day(world, sessions):
    """Bills a second, and the milliseconds of each batch."""
    world.take(ACCOUNTS)
    batches = []
    seconds = timed(lambda: batches.extend(world.settle_all(sessions)))
    return ACCOUNTS / seconds, batches


def one_by_one(rig, world, settle):
    world.queue(world.take(ONE_BY_ONE))
    rate = rig.pgbench("-f", settle, database=DATABASE, clients=1, count=ONE_BY_ONE)
    world.settle_all()
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
