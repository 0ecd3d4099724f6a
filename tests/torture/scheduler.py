# SPDX-License-Identifier: Apache-2.0
"""What bc-jobs does: ticks, leases jobs, takes their steps; and makes blocks."""
import random
import time

import psycopg
from worker import Hand

LEASE_SECONDS = 1
STEPS = {"close": "jobs.close_step", "sweep": "jobs.sweep_step"}


class Scheduler:
    def __init__(self, cluster, database, seed, share, name="torture"):
        self.hand, self.share, self.name = Hand(cluster, database), share, name
        self.pick = random.Random(f"{seed}/{name}")

    def run(self):
        while not self.share.stop.is_set():
            if not self.insist(self.turn):
                time.sleep(0.05)

    def insist(self, move):
        try:
            return move()
        except psycopg.OperationalError as error:
            if error.sqlstate is not None and not error.sqlstate.startswith(("57", "55", "53", "08")):
                raise
            time.sleep(0.05)

    def turn(self):
        """One tick and a few jobs, left in the middle at times as by a worker that died."""
        connection = self.hand.on("bc_jobs")
        connection.execute("SELECT jobs.tick()")
        jobs = connection.execute("SELECT * FROM jobs.claim(%s, 1, %s)", (self.name, LEASE_SECONDS)).fetchall()
        for job, kind, _, _ in jobs:
            if kind in STEPS and not self.take_steps(connection, job, STEPS[kind]):
                continue
            connection.execute("SELECT jobs.finish(%s, %s)", (job, self.name))
        if self.pick.random() < 0.1:
            connection.execute("SELECT jobs.make_block()")
        return bool(jobs)

    def take_steps(self, connection, job, door):
        while True:
            if self.pick.random() < 0.02 and not self.share.stop.is_set():
                return False
            try:
                row = connection.execute(f"SELECT (x).done FROM {door}(%s, %s, %s, %s) AS x",
                                         (job, self.name, LEASE_SECONDS, self.pick.choice((1, 3, 7, 50)))).fetchone()
            except psycopg.Error as error:
                if error.sqlstate == "LG022":
                    return False  # the lease was lost
                raise
            if row[0]:
                return True

    def finish(self, seconds=120):
        """Until nothing is due any more."""
        deadline, idle = time.monotonic() + seconds, 0
        while idle < 2 * LEASE_SECONDS + 2:
            assert time.monotonic() < deadline, "the scheduler has work for ever"
            if self.insist(self.turn):
                idle = 0
            else:
                idle += 1
                time.sleep(0.5)
