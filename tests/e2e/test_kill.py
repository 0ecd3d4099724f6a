# SPDX-License-Identifier: Apache-2.0
"""kill -9 of any one process while a batch is being stored, a day rated or accounts settled; up again, and in the
end the postings are the model's."""
import os
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import demo
import psycopg
import pytest
from books import Books
from conftest import finish
from demo_books import CLOSE_DELAY, day_ends, points_by_stop, send_insisting, set_up
from harness import Stack, is_running, wait_until
from model_compare import assert_same_bill

VICTIMS = ["postgresql", "bc-api master", "bc-api worker", "bc-jobs master", "bc-jobs runner", "nginx"]
CLOSERS = ["postgresql", "bc-jobs master", "bc-jobs runner"]
PLAN = [(victim, phase) for phase, victims in (("import", VICTIMS), ("rating", CLOSERS), ("settling", CLOSERS))
        for victim in victims]
# What holds each phase up in the middle of its transaction: who then waits, for which lock.
HOLDS = {
    "import": ("bc_api", "LOCK TABLE metering.usage_point IN SHARE MODE"),
    "rating": ("bc_jobs", "LOCK TABLE billing.workspace_day IN SHARE MODE"),
    "settling": ("bc_jobs", "SELECT FROM ledger.account FOR UPDATE"),
}


def kill_one(stack, victim):
    program, _, which = victim.partition(" ")
    pid = stack.children_of(program)[0] if which in ("worker", "runner") else stack.master_of(program)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_running(pid), f"{victim} is dead")


@contextmanager
def held_up(stack, phase):
    """Inside, that phase cannot get on; yields how to see that somebody is in the middle of it."""
    role, lock = HOLDS[phase]
    with psycopg.connect(stack.settings["BC_SUPERUSER_URL"]) as holder:
        holder.execute(lock)
        with psycopg.connect(stack.settings["BC_SUPERUSER_URL"], autocommit=True) as watcher:
            yield lambda: watcher.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'", (role,)
            ).fetchone()[0]


def kill_inside(stack, phase, victim, begin):
    """Kills the victim in the middle of the phase that `begin` sets off."""
    try:
        with held_up(stack, phase) as waiting:
            begin()
            wait_until(waiting, f"{phase} is under way")
            kill_one(stack, victim)
    except psycopg.OperationalError:
        assert victim == "postgresql"  # the holder's connection died with it
    stack.up()


def send_and_kill(stack, sites, points, victim):
    """The sender goes on insisting while the victim dies under it and the stack comes up again."""
    def send():
        for code, records in points.items():
            send_insisting(lambda: stack.url, sites[code], records)

    with ThreadPoolExecutor(1) as pool:
        sending = []
        kill_inside(stack, "import", victim, lambda: sending.append(pool.submit(send)))
        sending[0].result()


def close_and_kill(stack, stop, victim, phase):
    kill_inside(stack, phase, victim, lambda: go_to(stack, stop + CLOSE_DELAY))


def wait_until_closed(stack, stop):
    books = Books(stack.urls())
    try:
        wait_until(lambda: books.owner.execute(
            "SELECT NOT EXISTS (SELECT FROM metering.site_day WHERE ends_at <= %s AND closed_at IS NULL)", (stop,)
        ).fetchone()[0], f"the days that end at {stop} are closed", 60)
    finally:
        books.end()


@pytest.fixture(scope="module")
def survivor(request):
    """The stack after one kill at each of twelve stops, and the model's bills up to the last."""
    stack = Stack(tempfile.mkdtemp(prefix="bc-e2e-", dir="/tmp"), BC_LEASE_SECONDS=2)
    try:
        stack.up()
        books = Books(stack.urls())
        sites = set_up(books)
        books.end()
        bills, _ = demo.run()
        stops = day_ends(len(PLAN))
        for stop, points, (victim, phase) in zip(stops, points_by_stop(stops), PLAN):
            go_to(stack, stop)
            if phase == "import":
                send_and_kill(stack, sites, points, victim)
                go_to(stack, stop + CLOSE_DELAY)
            else:
                for code, records in points.items():
                    send_insisting(lambda: stack.url, sites[code], records)
                close_and_kill(stack, stop, victim, phase)
            wait_until_closed(stack, stop)
        yield stack, [bill for bill in bills if bill.ends_at <= stops[-1]]
    finally:
        finish(stack, request)


def go_to(stack, moment):
    books = Books(stack.urls())
    books.set_clock(moment)
    books.end()


def test_postings_after_twelve_kills_are_the_models(survivor):
    stack, bills = survivor
    books = Books(stack.urls())

    for bill in bills:
        stored = books.bill(bill.site, bill.workspace, bill.day.isoformat())
        assert_same_bill(stored, bill.lines, bill.settlement, f"{bill.workspace} {bill.day}")
    proof = books.assert_sound()
    books.end()

    assert proof["bills"] == len(bills)


def test_no_job_died(survivor):
    stack, _ = survivor
    with psycopg.connect(stack.settings["BC_SUPERUSER_URL"]) as connection:
        assert connection.execute("SELECT count(*) FROM ops.job WHERE dead_at IS NOT NULL").fetchone()[0] == 0
