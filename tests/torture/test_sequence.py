# SPDX-License-Identifier: Apache-2.0
"""One caller, a fixed seed: the same requests each time, judged like the workload's; lies are put to it too."""
import random
from datetime import timedelta

import pytest
from book_rows import BookRows
from checker import check
from requests_made import Requests
from scheduler import Scheduler
from worker import Hand, plain
from world import START, lay_out, set_clock

CALLS = 1300


class Alone:
    """What Scheduler asks of a share."""

    class stop:
        is_set = staticmethod(lambda: True)


def run(cluster, database, seed):
    pick = random.Random(seed)
    world = lay_out(cluster, database, seed, accounts=6)
    hand, requests = Hand(cluster, database), Requests(pick, world, 0)
    scheduler, owner = Scheduler(cluster, database, seed, Alone), cluster.superuser(database)
    owner.execute("SET ROLE bc_owner")
    clocks, calls = [START], []
    for number in range(CALLS):
        request = requests.make(hand.on("bc_read"), clocks[-1])
        if request is not None:
            outcomes = hand.send(request)
            calls.append({"function": request.function, "args": plain(request.args), "key": request.key,
                          "operator": request.operator, "twisted": False, "outcomes": outcomes})
            if request.function == "admin.propose" and outcomes[-1][0] == "answer":
                requests.proposals.append(outcomes[-1][1]["proposal"])
        if number % 20 == 19:
            clocks.append(clocks[-1] + timedelta(hours=pick.choice((1, 3, 6))))
            set_clock(owner, clocks[-1])
            while scheduler.turn():
                pass
    clocks.append(clocks[-1] + timedelta(days=2))
    set_clock(owner, clocks[-1])
    while scheduler.turn():
        pass
    with cluster.superuser(database) as reader:
        rows = BookRows(reader, clocks)
    return rows, calls


@pytest.mark.parametrize("seed", [3])
def test_books_are_sound_after_a_sequence(cluster, database, seed):
    rows, calls = run(cluster, database, seed)

    violations = check(rows, calls)

    assert not violations, "\n".join([f"{len(violations)} violations", *violations[:20]])
    kinds = {entry.kind for entries in rows.entries.values() for entry in entries}
    assert kinds == {"grant", "activation", "purchase", "recharge", "repayment", "deduction", "adjustment", "expiry",
                     "refund", "freeze", "unfreeze"}
    corrections = [bill.total for bill in rows.bills.values() if bill.corrects is not None]
    assert min(corrections) < 0 < max(corrections)
