# SPDX-License-Identifier: Apache-2.0
"""Reads while many clients insist on an account that somebody else holds.

No door of today's API locks an account, so the locking route is tests/stub's: the same server and
bulkhead, with a function that waits for a row up to 250 ms. It is called through nginx like the rest.
"""
from contextlib import contextmanager
from statistics import median

from members import Members
from rig import all_ok, interleaved, result_of
from stub_server import StubServer
from table import Row, notes_of_rates

LOCKERS, READERS, SECONDS = 32, 8, 2


def measure(rig):
    row = Row("locked_account", f"reads of others while {LOCKERS} clients insist on a locked account / without",
              0.8, 0.95)
    members = rig.once(Members)
    rig.once(StubServer)
    reads = rig.requests(("GET", "/stub/read"))
    locks = rig.requests(("POST", "/stub/lock/locked/0", "-", "{}"))
    beside_lockers = []

    def alone():
        return all_ok(rig.load(reads, READERS, SECONDS))

    def beside():
        with held(rig, "stub.account WHERE code = 'locked'"):
            lockers = rig.start_load(locks, LOCKERS, SECONDS + 0.6, "-r")
            rate = all_ok(rig.load(reads, READERS, SECONDS))
            beside_lockers.append(result_of(lockers))
        return rate

    pairs = list(interleaved(rig.rounds, beside, alone))
    for a, b in pairs:
        row.add(a / b)
    assert all(set(each["statuses"]) == {"503"} and each["timeouts"] == 0 for each in beside_lockers), beside_lockers
    row.note(notes_of_rates(beside=[a for a, _ in pairs], alone=[b for _, b in pairs]))
    row.note(f"the lockers got {median(each['answers'] for each in beside_lockers):.0f} times 503, p99 "
             f"{median(each['p99_us'] for each in beside_lockers) / 1000:.0f} ms, and came again after 1 s")
    row.note(own_reads(rig, members))
    return [row]


@contextmanager
def held(rig, what):
    with rig.connect() as holder:
        holder.execute("BEGIN")
        assert holder.execute(f"SELECT FROM {what} FOR UPDATE").rowcount == 1
        yield
        holder.execute("ROLLBACK")


def own_reads(rig, members):
    """The read doors of a locked account wait for nobody."""
    reads = members.reads(rig, tokens=members.tokens[:1])
    with held(rig, "ledger.account WHERE account_id = (SELECT id FROM account.account WHERE code = 'member-0')"):
        result = rig.load(reads, READERS, SECONDS)
    return f"GET /v1/balance of an account that is locked for writing: {all_ok(result):,.0f}/s, none failed"
