# SPDX-License-Identifier: Apache-2.0
"""What the read doors say is what the tables hold, computed by other queries."""
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

import pytest
from books import instant
from contract import operations
from read_truth import BILLS, LINES, PURSES, TRANSACTIONS, WORKSPACES, Truth, cents, money, number
from read_world import ZONE

LISTS = [operation.path for operation in operations().values()
         if operation.scheme == "member" and "cursor" in operation.parameters_in("query")]


@pytest.fixture(scope="module")
def world(read_world):
    return read_world


@pytest.fixture(scope="module", params=["rich", "poor"])
def reader(world, request):
    return getattr(world, request.param)


@pytest.fixture
def truth(world, reader):
    return Truth(world.books, reader.account)


def test_world_has_everything_that_is_to_be_read(world):
    rows = Truth(world.books, "read-rich").rows(TRANSACTIONS)

    assert {row["type"] for row in rows} == {"grant", "recharge", "repayment", "deduction", "expiry"}
    assert {row["source"] for row in rows} == {"ordinary", "full_reduction", "card", "cash", "arrears", "aws"}
    states = {Truth(world.books, "read-rich").state_of(purse) for purse in Truth(world.books, "read-rich").rows(PURSES)}
    assert states == {"active", "frozen", "pending", "expired", "used_up"}


def test_transactions_are_the_journal(reader, truth):
    expected = truth.rows(TRANSACTIONS)

    items = reader.walk("/v1/transactions")

    assert [item["seq"] for item in items] == [row["seq"] for row in expected]
    for item, row in zip(items, expected):
        for name in ("operation", "type", "source", "purse", "purse_number", "day", "note"):
            assert item[name] == row[name], (name, row)
        assert item["amount"] == money(row["amount"])
        assert item["balance_after"] == money(row["balance_after"])
        assert item["balances"] == {name: money(row[name]) for name in ("cash", "frozen", "vouchers", "stored_value")}
        assert (item["bill"] or {}).get("bill") == row["bill"]


def test_balances_of_transactions_chain(reader):
    last = defaultdict(lambda: "0.00")
    for item in reversed(reader.walk("/v1/transactions")):
        of = item["source"], item["purse"]

        if item["balance_after"] is not None:
            assert item["balance_before"] == last[of]
            assert cents(item["balance_after"]) == cents(item["balance_before"]) + cents(item["amount"])
            last[of] = item["balance_after"]
        else:
            assert item["balance_before"] is None and item["source"] in ("aws", "alibaba")


def test_last_balances_are_the_balance(world):
    """Where nothing has expired, is frozen or begins later."""
    newest = world.poor.ask("/v1/transactions", limit=1)["items"][0]
    balance = world.poor.ask("/v1/balance")

    assert newest["balances"]["cash"] == balance["cash"]
    assert newest["balances"]["stored_value"] == balance["stored_value"]
    assert cents(newest["balances"]["vouchers"]) == cents(balance["ordinary"]) + cents(balance["full_reduction"])


def test_balance_is_what_can_be_spent(reader, truth):
    sums = defaultdict(int)
    for row in truth.rows(TRANSACTIONS):
        sums[row["source"]] += int(row["amount"])
    usable = defaultdict(int)
    for purse in truth.rows(PURSES):
        usable[purse["kind"]] += purse["balance"] if truth.state_of(purse) == "active" else 0

    balance = reader.ask("/v1/balance")

    assert balance["account"] == reader.account
    assert (balance["cash"], balance["arrears"]) == (money(sums["cash"]), money(-sums["arrears"]))
    for kind, name in (("ordinary", "ordinary"), ("full_reduction", "full_reduction"), ("card", "cards")):
        assert balance[name] == money(usable[kind])
    assert balance["stored_value"] == money(usable["card"] + sums["arrears"])
    assert balance["frozen"] == "0.00"


@pytest.mark.parametrize("path, kinds", [("/v1/vouchers", ("ordinary", "full_reduction")), ("/v1/cards", ("card",))])
def test_purses(reader, truth, path, kinds):
    expected = [row for row in truth.rows(PURSES) if row["kind"] in kinds]

    items = reader.walk(path)
    totals = reader.ask(path)["totals"]

    assert [item["number"] for item in items] == [row["number"] for row in expected], "newest first"
    for item, row in zip(items, expected):
        state = truth.state_of(row)
        assert (item["purse"], item["kind"], item["state"], item["items"]) == (
            row["purse"], row["kind"], state, row["items"])
        assert (item["face"], item["balance"]) == (money(row["face"]), money(row["balance"]))
        assert item["available"] == money(row["balance"] if state == "active" else 0)
        for name in ("valid_from", "expires_at"):
            assert (item[name] and instant(item[name])) == row[name]
    assert totals["count"] == len(expected)
    for name in ("face", "balance", "available"):
        assert cents(totals[name]) == sum(cents(item[name]) for item in items)


def test_bills(reader, truth):
    expected, paid = truth.rows(BILLS), truth.paid()

    items = reader.walk("/v1/bills/daily")
    totals = reader.ask("/v1/bills/daily")["totals"]

    assert [item["bill"] for item in items] == [row["bill"] for row in expected]
    for item, row in zip(items, expected):
        for name in ("site", "workspace", "day", "run", "settlement"):
            assert item[name] == row[name]
        assert (item["account"], item["state"], item["total"]) == (reader.account, "settled", money(row["total"]))
        sums = {source: cents(amount) for source, amount in item["paid"].items()}
        assert sums == paid.get(row["bill"], dict.fromkeys(sums, 0))
        assert sum(sums.values()) == row["total"]
    assert totals["count"] == len(items)
    assert cents(totals["total"]) == sum(cents(item["total"]) for item in items)
    for source in totals["paid"]:
        assert cents(totals["paid"][source]) == sum(cents(item["paid"][source]) for item in items), source


def test_bill_in_full(reader, truth):
    lines, journal = truth.rows(LINES), {row["seq"]: row for row in truth.rows(TRANSACTIONS)}
    for listed in reader.walk("/v1/bills/daily"):
        bill = reader.ask(f"/v1/bills/daily/{listed['bill']}")

        assert {name: bill[name] for name in listed} == listed
        own = [line for line in lines if line["bill"] == bill["bill"]]
        assert sorted((line["item"], cents(line["charge"])) for line in bill["lines"]) == sorted(
            (line["item"], line["charge"]) for line in own)
        assert sum(cents(line["charge"]) for line in bill["lines"]) == cents(bill["total"])
        exact = sum(number(line["amount"]) for line in bill["lines"])
        assert exact == number(bill["exact"]) == number(bill["total"]) + number(bill["residue"])
        assert abs(number(bill["residue"])) < Decimal("0.01")
        assert_postings_pay(bill, journal)


def assert_postings_pay(bill, journal):
    """Postings are the journal's, pay line by line what the lines cost, and sum to what the bill says of them."""
    by_line, by_source = defaultdict(int), defaultdict(int)
    for posting in bill["postings"]:
        entry = journal[posting["seq"]]
        assert (posting["source"], posting["purse"], posting["purse_number"]) == (
            entry["source"], entry["purse"], entry["purse_number"])
        assert (cents(posting["amount"]), posting["balance_after"]) == (-entry["amount"], money(entry["balance_after"]))
        assert sum(cents(line["amount"]) for line in posting["lines"]) == cents(posting["amount"])
        assert (posting["repaid"] is not None) == (posting["source"] == "arrears")
        for line in posting["lines"]:
            by_line[line["line"]] += cents(line["amount"])
        repaid = cents(posting["repaid"] or "0.00")
        by_source["cloud" if posting["source"] in ("aws", "alibaba") else posting["source"]] += (
            cents(posting["amount"]) - repaid)
        by_source["cash"] += repaid
    assert [posting["seq"] for posting in bill["postings"]] == sorted(posting["seq"] for posting in bill["postings"])
    assert by_line == {line["line"]: cents(line["charge"]) for line in bill["lines"] if cents(line["charge"])}
    assert {source: cents(amount) for source, amount in bill["paid"].items() if cents(amount)} == {
        source: amount for source, amount in by_source.items() if amount}


def test_workspaces(reader, truth):
    expected = truth.rows(WORKSPACES)

    items = reader.walk("/v1/workspaces")

    assert [{name: item[name] for name in row} for item, row in zip(items, expected)] == expected
    assert len(items) == len(expected) == reader.ask("/v1/workspaces")["totals"]["count"]


def test_workspace_says_how_it_is_kept(world):
    found = {(item["site"], item["workspace"]): item for item in world.rich.walk("/v1/workspaces")}

    assert found["read-cn", "r-beta"]["mode"] == "series_and_data"
    assert "mode_from" in found["read-cn", "r-beta"] and "mode_from" not in found["read-cn", "r-alpha"]
    assert found["read-utc", "r-cloud"]["settlement"] == "aws"
    assert found["read-cn", "r-alpha"]["retention"] == {"apm": 14, "logs": 14, "metrics": 7, "rum": 14}


@pytest.mark.parametrize("by", [
    "day", "item", "workspace", "day,item", "item,day", "workspace,item", "day,workspace,item"])
def test_usage_is_the_sum_of_the_lines(reader, truth, by):
    names = by.split(",")
    expected = defaultdict(lambda: [Decimal(0), Decimal(0), 0])
    for line in truth.rows(LINES):
        key = (line["day"] if "day" in names else None, line["site"] if "workspace" in names else None,
               line["workspace"] if "workspace" in names else None, line["item"] if "item" in names else None)
        sums = expected[key]
        sums[0], sums[1], sums[2] = sums[0] + line["quantity"], sums[1] + line["units"], sums[2] + line["charge"]

    items = reader.walk("/v1/usage/daily", by=by)
    page = reader.ask("/v1/usage/daily", by=by)

    found = {tuple(item[name] for name in ("day", "site", "workspace", "item")): item for item in items}
    assert len(found) == len(items) and set(found) == set(expected)
    assert [key for key in found] == sorted(found, key=lambda key: [part or "" for part in key])
    for key, (quantity, units, charge) in expected.items():
        item = found[key]
        assert cents(item["charge"]) == charge
        by_item = "item" in names
        assert (number(item["quantity"]), number(item["units"])) == ((quantity, units) if by_item else (None, None))
        assert by_item or item["unit_name"] is None
    assert page["by"] == names
    assert (page["totals"]["count"], cents(page["totals"]["charge"])) == (
        len(items), sum(cents(item["charge"]) for item in items))


def test_usage_and_bills_and_lines_agree(reader):
    bills, usage = reader.ask("/v1/bills/daily"), reader.ask("/v1/usage/daily")

    assert bills["totals"]["total"] == usage["totals"]["charge"] != "0.00"


def test_transactions_fall_on_days_of_the_accounts_zone(world):
    evening, morning = (world.evening + timedelta(days=n) for n in (0, 1))
    recharges = [
        item for day in (evening, morning)
        for item in world.rich.walk("/v1/transactions", from_=day.date().isoformat(), until=day.date().isoformat(),
                                    type="recharge") if item["amount"] in ("1.11", "2.22")]

    assert [(item["amount"], item["day"]) for item in recharges] == [
        ("1.11", evening.date().isoformat()), ("2.22", morning.date().isoformat())]
    assert instant(recharges[0]["recorded_at"]).date() == morning.date(), "in UTC it is tomorrow already"
    assert world.rich.ask("/v1/me")["today"] == morning.date().isoformat()
    assert world.rich.ask("/v1/me")["account"]["time_zone"] == ZONE


def test_every_day_shows_what_was_recorded_on_it(reader, truth):
    by_day = defaultdict(list)
    for row in truth.rows(TRANSACTIONS):
        by_day[row["recorded_on"]].append(row["seq"])
    for day, seqs in by_day.items():
        assert [item["seq"] for item in reader.walk("/v1/transactions", from_=day, until=day)] == seqs


def test_me_is_who_signed_in(world, reader):
    me = reader.ask("/v1/me")

    assert me["member"] == {"login": f"owner@{reader.account}.example", "name": me["member"]["name"], "role": "owner"}
    assert (me["account"]["account"], me["account"]["name"]) == (reader.account, f"Name of {reader.account}")
    lasts = instant(me["session"]["expires_at"]) - instant(me["session"]["opened_at"])
    assert abs(lasts - timedelta(days=7)) < timedelta(seconds=1)
    assert instant(me["as_of"]) == world.books.clock()


@pytest.mark.parametrize("path", LISTS)
def test_empty_account_has_empty_lists_and_totals_of_nothing(world, path):
    page = world.empty.ask(path)

    assert page["items"] == [] and page["next_cursor"] is None
    amounts = [amount for amount in page["totals"].values() if isinstance(amount, str)]
    assert page["totals"]["count"] == 0 and set(amounts) <= {"0.00"}
    assert set(page["totals"].get("paid", {}).values()) <= {"0.00"}


def test_empty_account_has_no_balance(world):
    balance = world.empty.ask("/v1/balance")

    others = ("account", "name", "currency", "as_of", "seq", "is_frozen")
    assert {balance[name] for name in balance if name not in others} == {"0.00"}
    assert (balance["seq"], balance["is_frozen"]) == (0, False)


@pytest.mark.parametrize("path", [*LISTS, "/v1/me", "/v1/balance", "/v1/bills/daily/{bill}"])
def test_head_is_get_without_the_body(world, path):
    path = path.format(bill=world.rich.ask("/v1/bills/daily", limit=1)["items"][0]["bill"])

    head, get = (world.api.request(method, path, world.rich.token) for method in ("HEAD", "GET"))

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"] and get.content
