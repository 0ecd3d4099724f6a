# SPDX-License-Identifier: Apache-2.0
"""make demo on a stack of its own: 150 bills as the model has them, and nothing new the second time."""
import subprocess
import tempfile

import demo
import pytest
from books import Books
from conftest import finish
from control import Bcctl
from deduction import decimal_text
from harness import Stack
from model_compare import assert_same_balance, assert_same_bill


def make_demo(stack):
    done = subprocess.run(["make", "-s", "-C", stack.build, "demo"], env=stack.environment, text=True, timeout=400,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    (stack.folder / "demo.out").write_text(done.stdout)
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def shown(request):
    """The demo's stack, what it printed at first and when run again, and the model's outcome."""
    stack = Stack(tempfile.mkdtemp(prefix="bc-e2e-", dir="/tmp"))
    try:
        first = make_demo(stack)
        stack.learn_settings()
        books = Books(stack.urls())
        before = books.bills()
        second = make_demo(stack)
        yield books, first, second, before, Bcctl(stack.build / "bcctl", stack.program_environment())
        books.end()
    finally:
        finish(stack, request)


@pytest.fixture(scope="module")
def outcome():
    return demo.run()


def test_150_bills_are_the_models(shown, outcome):
    books, bills = shown[0], outcome[0]

    assert len(books.bills()) == 150 == len(bills)
    for bill in bills:
        stored = books.bill(bill.site, bill.workspace, bill.day.isoformat())
        assert_same_bill(stored, bill.lines, bill.settlement, f"{bill.workspace} {bill.day}")


def test_balances_are_the_models(shown, outcome):
    for code, account in outcome[1].items():
        assert_same_balance(shown[0].balance(code), account, code)


def test_purses_are_the_models(shown, outcome):
    books = shown[0]
    stored = {row[:2]: row[2] for row in books.owner.execute(
        "SELECT a.code, p.number, p.balance + p.lost"
        " FROM ledger.purse p JOIN account.account a ON a.id = p.account_id")}

    for code, account in outcome[1].items():
        for number, purse in enumerate(account.purses, 1):
            assert stored[code, number] == purse.balance, purse.id


def test_books_balance(shown, outcome):
    proof = shown[0].assert_sound()

    totals = {}
    for bill in outcome[0]:
        currency = demo.CUSTOMERS[bill.account].currency
        totals[currency] = totals.get(currency, 0) + bill.settlement.total
    assert {row["currency"]: row["amount"] for row in proof["sum_bills"]} == {
        currency: decimal_text(total) for currency, total in totals.items()}


def test_every_point_is_accounted_for(shown):
    counts = {name: int(value) for name, value in shown[0].door("count_usage").items()}

    assert counts == {"stored": 30_437, "billed": 28_478, "not_billed": 1_021, "faulted": 0, "open": 938}


def test_points_before_the_binding_are_listed_as_not_billed(shown):
    not_billed = shown[4]("usage", "list", "--not-billed")

    assert len(not_billed) == 1_021
    assert {row["hour"] < "2015-02-27T16" for row in not_billed} == {True}


def test_sms_outside_cn_is_marked_and_told_to_operators(shown):
    books = shown[0]

    bill = books.bill("us1", "ws-aapl", "2015-03-03")
    sms = next(line for line in bill["lines"] if line["item"] == "sms")
    assert (sms["mark"], sms["charge"]) == ("not_offered", "0.00")
    assert books.owner.execute("SELECT count(*) FROM ops.notice WHERE kind = 'not_offered'").fetchone()[0] > 0


def test_clock_stays_at_the_end(shown):
    assert shown[0].clock().isoformat() == "2015-03-15T00:30:00+00:00"


def test_second_run_changes_nothing_and_says_so(shown):
    books, first, second, before, _ = shown

    assert books.bills() == before
    assert "nothing" in second.lower() or "already" in second.lower()


def test_it_prints_bills_balances_proof_and_address(shown):
    first = shown[1]

    for text in ("ws-fb", "ws-cvs", "2015-03-14", "http://127.0.0.1:", "6434.57", "1780.46", "5369.74"):
        assert text in first, text


def test_both_runs_print_the_same_bills(shown):
    def bill_rows(text):
        return [line for line in text.splitlines() if line.split()[:1] and "ws-" in line and "2015-" in line]

    assert bill_rows(shown[1]) and bill_rows(shown[1]) == bill_rows(shown[2])
