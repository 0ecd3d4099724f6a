# SPDX-License-Identifier: Apache-2.0
"""Explanations of random books are what the model argues; simulations lock nothing; exports balance in hledger."""
import subprocess
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from books import Books
from control import Bcctl
from deduction import decimal_text
from explain import charges_of, explain
from members import add_member, open_session
from random_books import ZONES, RandomBooks
from tokens import read_keys

SEEDS = [4711, 20151122]
PATH = "/v1/simulations/deduction"


@pytest.fixture(scope="module", params=SEEDS)
def closed(request, stack, new_database):
    database = new_database()
    books = Books(stack.urls(database))
    books.set_clock("2015-02-27T05:30:00Z")
    world = RandomBooks(request.param, count=15)
    sites = world.write_to(books)
    books.set_clock("2015-03-02T12:00:00Z")
    world.send_usage(books, sites)
    for code in ZONES:
        books.close(sites[code], world.days[-1].isoformat())
    yield books, world, Bcctl(stack.build / "bcctl", stack.program_environment(database))
    books.end()


def stored(explanation):
    return [(s["source"], s["purse_number"], s["outcome"], s["eligible_amount"], s["amount"], s["balance_before"],
             s["short"]) for s in explanation["sources"]]


def argued(case):
    def money(amount):
        return None if amount is None else decimal_text(amount)

    return [(c.source, None if c.purse is None else int(c.purse) + 1, c.outcome, money(c.eligible), money(c.amount),
             money(c.before), money(c.short)) for c in explain(case)]


def assert_same_rounding(explanation, case):
    exacts = [Fraction(line["amount"]) for line in case["lines"]]
    charges, got = charges_of(exacts)
    expected = sorted((line["item"], exact, decimal_text(charge), number in got)
                      for number, (line, exact, charge) in enumerate(zip(case["lines"], exacts, charges)) if exact)
    rounding = explanation["rounding"]
    assert sorted((line["item"], Fraction(line["exact"]), line["charge"], line["got_unit"])
                  for line in rounding["lines"] if Fraction(line["exact"])) == expected
    assert rounding["missing_units"] == len(got)
    assert Fraction(rounding["exact"]) == sum(exacts, Fraction(0)) == (
        Fraction(rounding["total"]) + Fraction(rounding["residue"]))


def test_explanations_are_what_the_model_argues(closed):
    books, world, _ = closed
    outcomes = set()

    for workspace, day, _, case, settlement in world.expected():
        explanation = books.door("explain_bill", None, workspace.site, workspace.code, day.isoformat())
        where = f"{workspace.code} {day}"
        assert_same_rounding(explanation, case)
        # A bill of 0 is settled with others of its instant, in no order that its balances could tell.
        if settlement.total:
            assert stored(explanation) == argued(case), where
            outcomes.update(source["outcome"] for source in explanation["sources"])

    assert {"used", "expired", "not_yet_valid", "empty", "out_of_scope", "nothing_left"} <= outcomes, outcomes


def test_hledger_counts_the_same_balances(closed, tmp_path):
    books, _, bcctl = closed
    done = bcctl.run("export-journal", "--format", "hledger")
    assert done.returncode == 0, done.stderr
    journal = tmp_path / "books.journal"
    journal.write_text(done.stdout)

    listed = subprocess.run(["hledger", "-f", journal, "balance", "--flat", "--no-total", "--empty", "-O", "csv"],
                            text=True, capture_output=True)

    assert listed.returncode == 0, listed.stderr
    rows = (line.strip('"').split('","') for line in listed.stdout.splitlines()[1:])
    counted = {book: Decimal(amount.split()[0]) for book, amount in rows if book.startswith("customer:")}
    expected = expected_balances(books)
    assert {book: counted.get(book, Decimal(0)) for book in expected} == expected
    assert {book for book, amount in counted.items() if amount and ":cloud:" not in book} <= set(expected)


def expected_balances(books):
    funds = books.owner.execute(
        "SELECT a.code, l.cash, l.frozen, l.arrears FROM ledger.account AS l "
        "JOIN account.account AS a ON a.id = l.account_id").fetchall()
    purses = books.owner.execute(
        "SELECT a.code, CASE p.kind WHEN 'card' THEN 'card' ELSE 'voucher' END, p.number, p.balance "
        "FROM ledger.purse AS p JOIN account.account AS a ON a.id = p.account_id").fetchall()
    balances = {}
    for code, cash, frozen, arrears in funds:
        balances |= {f"customer:{code}:cash": cash, f"customer:{code}:frozen": frozen,
                     f"customer:{code}:arrears": -arrears}
    balances |= {f"customer:{code}:{kind}:{number}": balance for code, kind, number, balance in purses}
    return {book: Decimal(amount) / 100 for book, amount in balances.items()}


@pytest.fixture(scope="module")
def asker(stack, shared_books):
    """An account with cash and a voucher, and its member's token."""
    books = shared_books
    books.add_account("explain-asker", "CNY", {"CN": "2024"})
    books.recharge("explain-asker", "10.00")
    books.grant_voucher("explain-asker", "ordinary", "5.00")
    add_member(books, "explain-asker", "asker@explain.example")
    token = open_session(books, read_keys(stack.state / "token-keys")[0], "asker@explain.example").token
    return books, token


NEXT_BILL = {"bills": [{"settlement": "account", "lines": [{"item": "logs", "amount": "20.00"}]}]}


def test_simulation_waits_for_no_lock(api, asker):
    books, token = asker
    other = books.another()
    try:
        other.owner.execute("BEGIN")
        other.owner.execute("SELECT FROM ledger.account FOR UPDATE")
        answer = api.post(PATH, NEXT_BILL, credential=token)
        days = api.post(PATH, {"days": 366, "daily": "average_7_days"}, credential=token)
    finally:
        other.owner.execute("ROLLBACK")
        other.end()

    assert answer.status_code == days.status_code == 200, answer.text
    assert answer.json()["after"] == {"cash": "0.00", "arrears": "5.00", "ordinary": "0.00", "full_reduction": "0.00",
                                      "cards": "0.00"}
    assert len(days.json()["points"]) == 366
    assert books.balance("explain-asker")["cash"] == "10.00"


@pytest.mark.parametrize("body, pointer", [
    ({}, "/bills"), ({"days": 1.5, "daily": "average_7_days"}, "/days"), ({"days": "1"}, "/days"),
    ({"days": 367, "daily": "average_7_days"}, "/days"), ({"days": 1, "daily": "guess"}, "/daily"),
    ({"bills": []}, "/bills"), ({"bills": NEXT_BILL["bills"], "days": 1}, "/bills"),
    ({"bills": [{"settlement": "account", "lines": [{"item": "logs", "amount": "-1"}]}]}, "/bills/0/lines/0/amount"),
    ({"bills": [{"settlement": "gold", "lines": [{"item": "logs", "amount": "1"}]}]}, "/bills/0/settlement"),
])
def test_simulation_names_what_is_wrong(api, asker, body, pointer):
    answer = api.post(PATH, body, credential=asker[1])

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_balance_at_an_instant(api, asker):
    books, token = asker
    books.set_clock(books.clock() + timedelta(seconds=1))  # as entries of one instant stand a microsecond apart
    before = api.get("/v1/balance", token, params={"at": "2001-01-01T00:00:00Z"}).json()
    now = api.get("/v1/balance", token, params={"at": books.clock().isoformat().replace("+00:00", "Z")}).json()

    assert (before["cash"], before["seq"]) == ("0.00", 0)
    assert (now["cash"], now["ordinary"], now["seq"]) == ("10.00", "5.00", 2)


@pytest.mark.parametrize("at", ["2999-01-01T00:00:00Z", "2015-01-01", "now", "2015-02-30T00:00:00Z"])
def test_balance_at_no_such_instant(api, asker, at):
    answer = api.get("/v1/balance", asker[1], params={"at": at})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/at"


def test_operators_read_sentences(closed):
    books, _, bcctl = closed
    bill = next(b for b in books.bills() if Decimal(b["total"]) > 0)

    done = bcctl.run("explain", "--bill", bill["bill"])

    assert done.returncode == 0, done.stderr
    assert "The lines come to" in done.stdout and "Considered in this order" in done.stdout
    assert bcctl.refuse("explain", status=2)
