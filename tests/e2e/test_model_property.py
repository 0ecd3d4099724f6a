# SPDX-License-Identifier: Apache-2.0
"""Random accounts: the set-based close, the one-by-one procedure and the model pay every bill alike."""
import pytest
from books import Books
from case_json import expected_result
from model_compare import assert_same_balance, assert_same_bill
from psycopg.types.json import Json
from random_books import ZONES, RandomBooks

SEEDS = [20150227, 7, 424242]


@pytest.fixture(params=SEEDS)
def closed(request, stack, new_database):
    """A random world, closed to its last day by the set-based close in small batches."""
    books = Books(stack.urls(new_database()))
    books.set_clock("2015-02-27T05:30:00Z")
    world = RandomBooks(request.param)
    sites = world.write_to(books)
    books.set_clock("2015-03-02T12:00:00Z")
    world.send_usage(books, sites)
    for code in ZONES:
        books.close(sites[code], world.days[-1].isoformat(), batch=7)
    yield books, world
    books.end()


def test_close_equals_model_and_one_by_one(closed):
    books, world = closed

    for workspace, day, rated, case, settlement in world.expected():
        bill = books.bill(workspace.site, workspace.code, day.isoformat())
        assert_same_bill(bill, rated, settlement, f"{workspace.code} {day}")
        one_by_one = books.door("simulate", Json(case))
        assert {**one_by_one, "id": None} == {**expected_result(case), "id": None}, f"{workspace.code} {day}"

    for customer in world.customers:
        assert_same_balance(books.balance(customer.code), customer.money, customer.code)
    books.assert_sound()
