# SPDX-License-Identifier: Apache-2.0
"""Random corrections of random bills: the doors and the model give back and deduct alike."""
import random
from datetime import timedelta
from fractions import Fraction

import pytest
from books import Books
from deduction import Line, decimal_text, give_back, minor, settle
from model_compare import assert_same_balance
from random_books import ZONES, RandomBooks


@pytest.fixture(params=[11, 20150301])
def closed(request, stack, new_database):
    """A random world closed to its last day, and what the model says of it: bill -> its runs."""
    books = Books(stack.urls(new_database()))
    books.set_clock("2015-02-27T05:30:00Z")
    world = RandomBooks(request.param, count=10, days=2)
    sites = world.write_to(books)
    books.set_clock("2015-03-01T12:00:00Z")
    world.send_usage(books, sites)
    for code in ZONES:
        books.close(sites[code], world.days[-1].isoformat())
    runs = [(workspace, day, [settlement]) for workspace, day, _, _, settlement in world.expected()
            if settlement.total > 0]
    yield books, world, runs, random.Random(request.param)
    books.end()


def choose_lines(pick, nets):
    """Some lines with amounts of one sign: (line, amount), more often to be given back."""
    open_lines = [line for line, net in nets.items() if net > 0]
    if open_lines and pick.random() < 0.7:
        chosen = sorted(pick.sample(open_lines, pick.randint(1, len(open_lines))))
        return [(line, -pick.choice((nets[line], pick.randint(1, nets[line])))) for line in chosen]
    return [(line, pick.randint(1, 3000)) for line in sorted(pick.sample(list(nets), pick.randint(1, len(nets))))]


def postings_of(bill):
    return [(row["source"], row["purse_number"], row["amount"],
             [(int(part["line"]), part["amount"]) for part in row["lines"]]) for row in bill["postings"]]


def expected_postings(money, settlement):
    number = {purse.id: place for place, purse in enumerate(money.purses, 1)}
    return [(posting.source, number.get(posting.purse), decimal_text(posting.amount),
             [(line, decimal_text(part)) for line, part in posting.lines]) for posting in settlement.postings]


def test_corrections_equal_the_model(closed):
    books, world, runs, pick = closed
    moneys = {customer.code: customer.money for customer in world.customers}
    nets = {}
    for step in range(60):
        workspace, day, history = pick.choice(runs)
        bill = books.bill(workspace.site, workspace.code, day.isoformat())
        items = {int(line["line"]): line["item"] for line in bill["lines"]}
        net = nets.setdefault(bill["bill"], {
            int(line["line"]): minor(line["charge"]) for line in bill["lines"] if minor(line["charge"])})
        chosen = choose_lines(pick, net)
        books.set_clock(books.clock() + timedelta(hours=pick.choice((0, 0, 9, 40))))
        at, money = books.clock(), moneys[workspace.account]

        answer = books.agree("correction", workspace.account, {
            "bill": bill["bill"],
            "lines": [{"line": str(line), "amount": decimal_text(amount)} for line, amount in chosen]})

        if chosen[0][1] < 0:
            settlement, _ = give_back(money, history, [amount for _, amount in chosen], at)
        else:
            settlement = settle(money, [Line(items[line], Fraction(amount, 100)) for line, amount in chosen],
                                workspace.method, at, day, workspace.code)
        where = f"step {step} {workspace.code} {day} {chosen}"
        assert postings_of(books.door("get_bill", answer["bill"], None, None, None)) == expected_postings(
            money, settlement), where
        assert_same_balance(books.balance(workspace.account), money, where)
        history.append(settlement)
        for line, amount in chosen:
            net[line] += amount
    books.assert_sound()
