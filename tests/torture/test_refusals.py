# SPDX-License-Identifier: Apache-2.0
"""What is refused leaves every table as it was, byte by byte: all operations, made to fail by the state they meet."""
import random
from collections import Counter
from datetime import timedelta

from checksums import checksums
from requests_made import Requests
from worker import Hand
from world import START, lay_out, set_clock

REQUESTS = 450


def test_refused_operation_changes_nothing(cluster, database):
    pick = random.Random(20)
    world = lay_out(cluster, database, accounts=3)
    hand, requests, owner = Hand(cluster, database), Requests(pick, world, 0), cluster.superuser(database)
    owner.execute("SET ROLE bc_owner")
    refused, clock = Counter(), START
    for number in range(REQUESTS):
        request = requests.make(hand.on("bc_read"), clock)
        if request is None:
            continue
        kind, value = hand.send(request)[-1]
        if kind == "answer" and request.function == "admin.propose":
            requests.proposals.append(value["proposal"])
        if kind == "refused":
            before = checksums(owner)
            assert hand.send(request) == [["refused", value]]
            assert checksums(owner) == before, f"{request.function} {request.args} was refused ({value})"
            refused[request.function] += 1
        if number % 90 == 89:
            clock += timedelta(hours=10)
            set_clock(owner, clock)
    assert {"admin.propose", "admin.approve", "admin.prepay", "api.buy_card", "api.activate_voucher"} <= set(refused)
    assert sum(refused.values()) > 50
