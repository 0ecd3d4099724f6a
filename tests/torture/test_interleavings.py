# SPDX-License-Identifier: Apache-2.0
"""Two connections at once on one account: in whichever order they get its lock, it ends as in a serial order."""
import pytest
from pairs import Pairs

OTHERS = {
    "recharge": lambda pairs: pairs.approval("recharge"),
    "refund": lambda pairs: pairs.approval("refund"),
    "grant": lambda pairs: pairs.approval("grant"),
    "approval of a loss": lambda pairs: pairs.approval("take"),
    "approval of a gain": lambda pairs: pairs.approval("give"),
    "expiry": lambda pairs: pairs.expire(),
    "change of method": lambda pairs: pairs.change_method(),
}


@pytest.fixture(scope="module")
def pairs(cluster):
    return Pairs(cluster, "pairs")


@pytest.mark.parametrize("other", OTHERS)
def test_bill_beside(pairs, other):
    operations = [pairs.bill(), OTHERS[other](pairs)]
    serial = [pairs.serially(operations), pairs.serially(operations[::-1])]
    assert {None, "LG016"}.isdisjoint(serial[0][1])

    first, swapped = pairs.at_once(operations), pairs.at_once(operations[::-1])

    for state, outcomes in (first, swapped):
        if state not in [state for state, _ in serial]:
            assert state == serial[0][0], f"neither order gives this: {outcomes}"
    assert first[1] in (serial[0][1], serial[1][1][::-1])
    assert swapped[1] in (serial[1][1], serial[0][1][::-1])


def test_two_operators_at_one_proposal(pairs):
    """One of them decides; the other is told that somebody did."""
    approve = pairs.approval("give")
    session = pairs.world.sessions()[3]
    other = ("bc_operator", approve[1].replace("approve", "reject"), (session, *approve[2][1:]))
    for operations in ([approve, other], [other, approve]):
        state, outcomes = pairs.at_once(operations)
        assert sorted(outcomes) in (["LG029", "approved"], ["LG029", "rejected"])


def test_same_approval_from_two_hands(pairs):
    """The same operator twice at once: one operation, one answer."""
    state, outcomes = pairs.at_once([pairs.approval("recharge")] * 2)
    assert outcomes == ["approved", "approved"]
    assert sum(entry[2] == "recharge" for entry in state["entries"]) == 2  # the one of before, and this
