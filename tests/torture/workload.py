# SPDX-License-Identifier: Apache-2.0
"""A random workload by eight workers while processes are killed, then the check of the books.

    tests/torture/workload.py [--operations N] [--seed S] [--keep]

Prints the seed, what was done and every violation; exit status 1 if there is one. The seed repeats the world and what
each worker asks for; how the workers meet is up to the machine. `make torture` asks for 100,000 operations.
"""
import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "model")]

import psycopg  # noqa: E402
from book_rows import BookRows  # noqa: E402
from canonical import microseconds  # noqa: E402
from checker import check  # noqa: E402
from cluster import Cluster  # noqa: E402
from scheduler import Scheduler  # noqa: E402
from worker import work  # noqa: E402
from world import START, lay_out, set_clock  # noqa: E402

WORKERS = 8
DATABASE = "torture"


class Share:
    """What driver and workers share: the clock, how much was answered, who tells whom of proposals."""

    def __init__(self, operations):
        self.clock = multiprocessing.Value("q", microseconds(START))
        self.answered = multiprocessing.Value("q", 0)
        self.stop = multiprocessing.Event()
        self.operations = operations
        self.inboxes = [multiprocessing.SimpleQueue() for _ in range(WORKERS)]

    def is_over(self):
        return self.stop.is_set() or self.answered.value >= self.operations


class Driver:
    """Moves the clock and kills; one at work, so that instants are known."""

    def __init__(self, cluster, seed, share):
        self.cluster, self.share = cluster, share
        self.pick = random.Random(f"{seed}/driver")
        self.clocks = [START]
        self.done = Counter()

    def run(self, workers):
        """A blow about each second, the heavy ones rarely; the clock moves by hours."""
        blows = [self.terminate] * 12 + [self.kill_backend] * 2 + [self.kill_postmaster]
        blow_at, postmasters = time.monotonic() + 2, 0
        while not self.share.is_over() and all(worker.is_alive() for worker in workers):
            time.sleep(0.1)
            self.insist(self.move_clock)
            if time.monotonic() > blow_at:
                self.insist(self.pick.choice(blows))
                blow_at = time.monotonic() + self.pick.uniform(0.3, 1.5)
            if self.share.answered.value > self.share.operations // 2 and not postmasters:
                postmasters = self.kill_postmaster() or 1
        self.share.stop.set()

    def insist(self, move):
        for _ in range(200):
            try:
                return move()
            except (psycopg.Error, FileNotFoundError, ProcessLookupError):
                time.sleep(0.05)
        raise AssertionError("the server does not come back")

    def move_clock(self, step=None):
        moment = self.clocks[-1] + (step or timedelta(minutes=self.pick.choice((1, 20, 45, 90))))
        if moment != self.clocks[-1]:
            self.clocks.append(moment)  # noted first: it may be set though the answer is lost
        with self.cluster.superuser(DATABASE) as owner:
            owner.execute("SET ROLE bc_owner")
            set_clock(owner, moment)
        self.share.clock.value = microseconds(moment)

    def backend(self):
        with self.cluster.superuser(DATABASE) as looker:
            rows = looker.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s"
                " AND usename IN ('bc_api', 'bc_jobs', 'bc_operator')"
                " ORDER BY state = 'active' DESC, random() LIMIT 4", (DATABASE,)).fetchall()
        return self.pick.choice(rows)[0] if rows else None

    def terminate(self):
        pid = self.backend()
        with self.cluster.superuser(DATABASE) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", (pid,))
        self.done["terminated backends"] += 1

    def kill_backend(self):
        pid = self.backend()
        if pid:
            os.kill(pid, signal.SIGKILL)
            self.done["killed backends"] += 1

    def kill_postmaster(self):
        self.cluster.kill_postmaster()
        self.cluster.start()
        self.done["killed postmasters"] += 1


def run(operations, seed, keep=False):
    """The violations, and what was done as a line of text."""
    began = time.monotonic()
    cluster = Cluster()
    try:
        cluster.begin()
        cluster.load_tree(DATABASE, os.environ.get("BC_MUTANT"))
        world = lay_out(cluster, DATABASE, seed)
        share, driver, paths = Share(operations), None, []
        driver = Driver(cluster, seed, share)
        workers, schedulers = [], [multiprocessing.Process(
            target=Scheduler(cluster, DATABASE, seed, share, name).run) for name in ("one", "two")]
        for number in range(WORKERS):
            paths.append(cluster.folder / f"calls-{number}")
            workers.append(multiprocessing.Process(
                target=work, args=(cluster, DATABASE, world, seed, number, share, paths[-1])))
        for process in (*schedulers, *workers):
            process.start()
        try:
            driver.run(workers)
        finally:
            share.stop.set()
            for process in (*workers, *schedulers):
                process.join(120)
        violations = [f"process {process.name} ended with {process.exitcode}"
                      for process in (*workers, *schedulers) if process.exitcode != 0]
        calls = [json.loads(line) for path in paths if path.exists()
                 for line in path.read_text().splitlines()]
        driver.insist(lambda: driver.move_clock(timedelta(days=3)))
        Scheduler(cluster, DATABASE, seed, share).finish()
        with cluster.superuser(DATABASE) as reader:
            rows = BookRows(reader, driver.clocks)
        violations += check(rows, calls)
        return violations, summary(rows, calls, driver, time.monotonic() - began)
    finally:
        if keep:
            print(f"the cluster is left in {cluster.folder}")
        else:
            cluster.end()


def summary(rows, calls, driver, seconds):
    outcomes = Counter(call["outcomes"][-1][0] for call in calls)
    retried = sum(len(call["outcomes"]) - 1 for call in calls)
    kinds = Counter(row.kind for row in rows.operations.values())
    refused = Counter(call["outcomes"][-1][1] for call in calls if call["outcomes"][-1][0] == "refused")
    return "\n".join((
        f"{len(calls)} deliveries ({dict(outcomes)}, {retried} tried again) in {seconds:.0f} s; {dict(driver.done)}",
        f"{len(rows.operations)} operations {dict(kinds)}, {len(rows.settlements)} bills, "
        f"{sum(map(len, rows.entries.values()))} entries, {len(rows.proposals)} proposals",
        f"refusals {dict(refused)}"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--operations", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--keep", action="store_true", help="leave the cluster running and say where it is")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    violations, done = run(options.operations, options.seed, options.keep)
    print(done)
    for violation in violations[:50]:
        print(f"VIOLATION {violation}")
    print(f"{len(violations)} violations; repeat with --operations {options.operations} --seed {options.seed}")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
