# SPDX-License-Identifier: Apache-2.0
"""Settling one bill: against TPC-B transactions, and its processor time against a bare transfer."""
import random
from pathlib import Path

from rig import interleaved
from table import Row, notes_of_rates
from world import DATABASE, SETTLE_NEXT, World

CLIENTS, EACH, ON_ONE = 8, 250, 500
TPCB_DATABASE, TPCB_SCALE = "bench_tpcb", 10


def measure(rig):
    world = rig.once(World)
    rows = [against_tpcb(rig, world), against_transfer(rig, world)]
    world.check()
    return rows


def against_tpcb(rig, world):
    row = Row("settlement", f"settling one bill by SQL / TPC-B transactions, {CLIENTS} clients, fsync on", 1.0, 1.5)
    settle = rig.file([SETTLE_NEXT])
    rig.fill_pgbench(TPCB_DATABASE, TPCB_SCALE)

    def ours():
        world.queue(world.take(CLIENTS * EACH))
        return rig.pgbench("-f", settle, database=DATABASE, clients=CLIENTS, count=EACH)

    def theirs():
        return rig.pgbench("-b", "tpcb-like", database=TPCB_DATABASE, clients=CLIENTS, count=4 * EACH)

    pairs = list(interleaved(rig.rounds, ours, theirs))
    for a, b in pairs:
        row.add(a / b)
    row.note(notes_of_rates(settlements=[a for a, _ in pairs], TPC_B=[b for _, b in pairs]))
    return row


def against_transfer(rig, world):
    row = Row("settlement_cpu", "settling one bill, processor time / a bare transfer of two legs", 2.0, 1.2,
              at_most=True)
    backend = rig.connect(database=DATABASE, prepare_threshold=1)
    pid = backend.info.backend_pid

    def microseconds(statement, arguments):
        for each in arguments[:20]:
            backend.execute(statement, each)
        began = cpu_ns(pid)
        for each in arguments[20:]:
            backend.execute(statement, each)
        return (cpu_ns(pid) - began) / 1000 / len(arguments[20:])

    def ours():
        return microseconds("SELECT app.settle_bill(%s, %s)", world.take(ON_ONE))

    def theirs():
        pairs = [random.sample(range(1, 2001), 2) for _ in range(2 * ON_ONE)]
        return microseconds("SELECT bench.transfer(%s::int, %s::int, 5)", pairs)

    pairs = list(interleaved(rig.rounds, ours, theirs))
    for a, b in pairs:
        row.add(a / b)
    row.note(f"{sorted(a for a, _ in pairs)[len(pairs) // 2]:.0f} µs of processor a settlement,"
             f" {sorted(b for _, b in pairs)[len(pairs) // 2]:.0f} µs a transfer (the backend's, commit included)")
    return row


def cpu_ns(pid):
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
