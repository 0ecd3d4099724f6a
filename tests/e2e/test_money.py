# SPDX-License-Identifier: Apache-2.0
"""Grants and recharges through the doors: keys, amounts, and how a recharge repays arrears."""
import uuid
from datetime import timedelta

import pytest
from books import days_from, hours_between, point, refused

DAYS = days_from("2015-02-27", 3)


def account_with_debts(books, code):
    """Three closed days of two workspaces without any funds: every bill is a debt."""
    site = books.add_site(f"site-{code}")
    books.add_account(code, price_lists={"CN": "2022"})
    workspaces = [books.add_workspace(site, f"{code}-{letter}", code) for letter in "zb"]
    start = site.day_end("2015-02-26")
    for day in DAYS:
        records = [point(w, "sms", hour, 10, f"{w}-{hour}") for w in workspaces
                   for hour in hours_between(start, start + timedelta(hours=2))]
        start += timedelta(days=1)
        books.set_clock(max(books.clock(), start + timedelta(minutes=15)))
        books.add_usage(site, records)
        books.close(site, day.isoformat())
    return site, workspaces


@pytest.fixture
def debtor(fresh_books):
    """Six debts of 2.00 each."""
    site, workspaces = account_with_debts(fresh_books, "debtor")
    return fresh_books, site, workspaces


def unpaid(books, site, workspaces):
    """What each bill still owes, in the order in which it is to be repaid."""
    bills = [books.bill(site.code, w, day.isoformat()) for day in DAYS for w in sorted(workspaces)]
    return [bill["paid"]["arrears"] for bill in bills]


def test_recharge_becomes_cash(books):
    books.add_account("cash")

    books.recharge("cash", "12.34")

    assert books.balance("cash")["cash"] == "12.34"
    books.assert_sound()


def test_recharge_repays_the_oldest_debt_first(debtor):
    books, site, workspaces = debtor
    assert books.balance("debtor")["arrears"] == "12.00"

    books.recharge("debtor", "5.00")

    owed = [row[0] for row in books.owner.execute(
        "SELECT (amount - repaid)::int FROM ledger.debt ORDER BY day, workspace, seq")]
    assert owed == [0, 0, 100, 200, 200, 200]
    assert books.balance("debtor")["arrears"] == "7.00"
    books.assert_sound()


def test_repaid_arrears_count_as_cash_paid(debtor):
    books, site, workspaces = debtor

    books.recharge("debtor", "5.00")

    assert unpaid(books, site, workspaces) == ["0.00", "0.00", "1.00", "2.00", "2.00", "2.00"]


def test_what_repays_everything_leaves_the_rest_as_cash(debtor):
    books, _, _ = debtor

    books.recharge("debtor", "20.00")

    balance = books.balance("debtor")
    assert (balance["arrears"], balance["cash"]) == ("0.00", "8.00")
    books.assert_sound()


def test_vouchers_and_cards_pay_no_old_arrears(debtor):
    books, _, _ = debtor

    books.grant_card("debtor", "100.00")
    books.grant_voucher("debtor", "ordinary", "100.00")

    balance = books.balance("debtor")
    assert (balance["arrears"], balance["cards"], balance["ordinary"]) == ("12.00", "100.00", "100.00")
    assert balance["stored_value"] == "88.00"


@pytest.mark.parametrize("operation", ["recharge", "card", "voucher"])
def test_same_key_gives_the_stored_answer(books, operation):
    books.add_account(f"key-{operation}")
    give = {"recharge": lambda key: books.recharge(f"key-{operation}", "5.00", key),
            "card": lambda key: books.grant_card(f"key-{operation}", "5.00", key=key),
            "voucher": lambda key: books.grant_voucher(f"key-{operation}", "ordinary", "5.00", key=key)}[operation]
    key = str(uuid.uuid4())

    first, second = give(key), give(key)

    assert {**first, "created": None} == {**second, "created": None}
    balance = books.balance(f"key-{operation}")
    assert sorted([balance["cash"], balance["cards"], balance["ordinary"]]) == ["0.00", "0.00", "5.00"]


def test_key_under_another_body_is_refused_and_nothing_moves(books):
    books.add_account("reuse")
    key = str(uuid.uuid4())
    books.recharge("reuse", "5.00", key)

    with refused("LG003"):
        books.recharge("reuse", "6.00", key)
    with refused("LG003"):
        books.grant_card("reuse", "5.00", key=key)

    assert (books.balance("reuse")["cash"], books.balance("reuse")["cards"]) == ("5.00", "0.00")


def test_refusal_leaves_the_key_free(books):
    books.add_account("free-key")
    key = str(uuid.uuid4())

    with refused("LG004"):
        books.recharge("free-key", "5.001", key)
    books.recharge("free-key", "5.00", key)

    assert books.balance("free-key")["cash"] == "5.00"


BAD_AMOUNTS = ["0", "0.00", "-1", "1.001", "0.005", "NaN", "Infinity", "9" * 30]


@pytest.mark.parametrize("amount", BAD_AMOUNTS)
def test_unusable_amount_is_refused(books, amount):
    if not any(row["account"] == "amounts" for row in books.items("list_balances")):
        books.add_account("amounts")

    for move in (books.recharge, books.grant_card, lambda a, x: books.grant_voucher(a, "ordinary", x)):
        with refused("LG004"):
            move("amounts", amount)

    balance = books.balance("amounts")
    assert {balance["cash"], balance["cards"], balance["ordinary"]} == {"0.00"}


def test_purse_that_is_never_valid_is_refused(books):
    books.add_account("never")
    for start, end in ((2, 1), (1, 1)):
        start, end = (f"2015-03-0{day}T00:00:00Z" for day in (start, end))
        with refused("LG005"):
            books.grant_card("never", "5.00", valid_from=start, expires_at=end)


@pytest.mark.parametrize("kind,items,min_spend", [
    ("golden", None, None), ("ordinary", None, "5.00"), ("ordinary", "no_such_item", None),
])
def test_bad_voucher_is_refused(books, kind, items, min_spend):
    code = f"bad-{kind}-{bool(items)}".lower()
    books.add_account(code)
    with refused("LG005"):
        books.grant_voucher(code, kind, "5.00", items=items, min_spend=min_spend)


def test_unknown_account_is_refused(books):
    for move in (lambda: books.recharge("nobody", "5.00"), lambda: books.grant_card("nobody", "5.00"),
                 lambda: books.balance("nobody")):
        with refused("LG002"):
            move()


def test_expired_purse_has_nothing_available(fresh_books):
    fresh_books.add_account("late")
    fresh_books.grant_card("late", "5.00", expires_at="2015-02-27T01:00:00Z")
    assert fresh_books.balance("late")["cards"] == "5.00"

    fresh_books.set_clock("2015-02-27T01:00:00Z")

    assert fresh_books.balance("late")["cards"] == "0.00"


def test_every_grant_is_in_the_audit_log(books):
    books.add_account("audited")

    books.recharge("audited", "5.00")
    books.grant_card("audited", "5.00")

    rows = books.owner.execute(
        "SELECT actor, reason FROM ops.audit WHERE object LIKE %s OR after::text LIKE %s", ("%audited%", "%audited%"))
    assert {(actor, reason) for actor, reason in rows} >= {("e2e", "end-to-end test")}
