# SPDX-License-Identifier: Apache-2.0
"""Random operations against the database and the model side by side (side_by_side.py), shrunk when they differ.

A failure prints its steps as a line of JSON: kept in regressions.jsonl, it is replayed ever after.
BC_STATEFUL_EXAMPLES=2000 looks longer.
"""
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from side_by_side import SideBySide
from world import ITEMS, lay_out

KEPT = Path(__file__).with_name("regressions.jsonl")
AMOUNTS = st.sampled_from([1, 99, 100, 500, 777, 1234]) | st.integers(1, 50_000)
QUANTITIES = st.tuples(st.integers(0, 3000), st.integers(0, 40), st.integers(0, 60)).map(list)
INDEX = st.integers(0, 3)
EXAMPLES = int(os.environ.get("BC_STATEFUL_EXAMPLES", "40"))


@pytest.fixture(scope="module")
def place(cluster):
    """A world of one account with one workspace, settled by the account, as a connection and what is in it."""
    name = cluster.make_database("stateful", "tree")
    world = lay_out(cluster, name, accounts=1, sites={"cn": ("Asia/Shanghai", "CN")})
    connection = cluster.superuser(name)
    connection.execute("UPDATE account.workspace_settlement SET method = 'account'")
    connection.autocommit = False
    yield connection, world
    connection.close()


def machine_of(connection, world):
    class Machine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            connection.rollback()
            self.side = SideBySide(connection, world)

        def do(self, name, **args):
            try:
                self.side.do(name, **args)
            except AssertionError:
                note(json.dumps(self.side.steps))
                raise

        def teardown(self):
            try:
                self.side.sound()
            finally:
                connection.rollback()

        @rule(amount=AMOUNTS)
        def recharge(self, amount):
            self.do("recharge", amount=amount)

        @rule(amount=AMOUNTS)
        def refund(self, amount):
            self.do("refund", amount=amount)

        @rule(amount=st.integers(-3000, 3000))
        def adjust(self, amount):
            self.do("adjust", amount=amount)

        @rule(kind=st.sampled_from(["ordinary", "full_reduction", "card"]), face=AMOUNTS,
              hours=st.none() | st.sampled_from([1, 8, 9, 24, 32, 400]),
              items=st.none() | st.lists(st.sampled_from(ITEMS), min_size=1, max_size=2, unique=True),
              min_spend=st.sampled_from([0, 1000, 5000]))
        def grant(self, kind, face, hours, items, min_spend):
            self.do("grant", kind=kind, face=face, hours=hours, items=items, min_spend=min_spend)

        @rule(hundreds=st.integers(1, 2))
        def buy_card(self, hundreds):
            self.do("buy_card", hundreds=hundreds)

        @rule(amount=AMOUNTS)
        def prepay(self, amount):
            self.do("prepay", amount=amount)

        @rule(amount=AMOUNTS)
        def hold(self, amount):
            self.do("hold", amount=amount)

        @rule(hold=INDEX, amount=st.none() | AMOUNTS)
        def release(self, hold, amount):
            self.do("release", hold=hold, amount=amount)

        @rule(frozen=st.booleans())
        def freeze_account(self, frozen):
            self.do("freeze_account", frozen=frozen)

        @rule(number=INDEX, action=st.sampled_from(["freeze", "unfreeze", "void"]))
        def purse(self, number, action):
            self.do("purse", number=number, action=action)

        @rule(quantities=QUANTITIES)
        def day(self, quantities):
            self.do("day", quantities=quantities)

        @rule(quantities=QUANTITIES)
        def another_day(self, quantities):
            self.do("day", quantities=quantities)

        @rule(hours=st.integers(1, 20))
        def hours(self, hours):
            self.do("hours", hours=hours)

        @rule(bill=INDEX, line=st.integers(0, 2), amount=st.integers(-4000, 4000))
        def correct(self, bill, line, amount):
            self.do("correct", bill=bill, line=line, amount=amount)

        @rule(bill=INDEX, line=st.integers(0, 2))
        def take_back(self, bill, line):
            bills = self.side.model.bills
            net = bills[bill].net if bill < len(bills) else []
            self.do("correct", bill=bill, line=line, amount=-net[line] if line < len(net) else -1)

    return Machine


def test_database_and_model_agree(place):
    run_state_machine_as_test(machine_of(*place), settings=settings(
        max_examples=EXAMPLES, stateful_step_count=20, deadline=None, database=None, print_blob=False,
        phases=[Phase.explicit, Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck)))


@pytest.mark.parametrize("line", [line for line in KEPT.read_text().splitlines() if line])
def test_what_once_failed(place, line):
    connection, world = place
    connection.rollback()
    side = SideBySide(connection, world)
    try:
        for name, args in json.loads(line):
            side.do(name, **args)
        side.sound()
    finally:
        connection.rollback()
