# SPDX-License-Identifier: Apache-2.0
"""Pages and filters of the read doors: every row once, in order, whatever comes in between."""
from datetime import date, timedelta
from itertools import product

import pytest
from api_client import pointers, slug
from contract import operations
from read_truth import TRANSACTIONS, Truth, cents

LISTS = [operation.path for operation in operations().values()
         if operation.scheme == "member" and "cursor" in operation.parameters_in("query")]


@pytest.fixture(scope="module")
def world(read_world):
    return read_world


@pytest.fixture(scope="module")
def reader(world):
    return world.rich


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_give_every_row_once_and_in_order(reader, path, limit):
    whole = reader.walk(path)

    assert reader.walk(path, limit) == whole
    assert len(whole) > limit, "there is more than one page"


@pytest.mark.parametrize("path", LISTS)
def test_page_that_just_fits_is_the_last(reader, path):
    count = len(reader.walk(path))

    assert reader.ask(path, limit=count)["next_cursor"] is None
    assert reader.ask(path, limit=count - 1)["next_cursor"] is not None


@pytest.mark.parametrize("path, arrive", [
    ("/v1/transactions", lambda books, n: books.recharge("read-rich", "0.01")),
    ("/v1/vouchers", lambda books, n: books.grant_voucher("read-rich", "ordinary", "0.01")),
    ("/v1/cards", lambda books, n: books.grant_card("read-rich", "0.01")),
])
def test_newest_first_lists_skip_what_arrives_meanwhile(world, reader, path, arrive):
    before = reader.walk(path)
    arrived = iter(range(100))

    walked = reader.walk(path, 2, between=lambda: arrive(world.books, next(arrived)))

    assert [item.get("seq", item.get("number")) for item in walked] == [
        item.get("seq", item.get("number")) for item in before]
    assert len(reader.walk(path)) > len(before)


def test_workspaces_that_arrive_disturb_no_others(world, reader):
    before = {(item["site"], item["workspace"]) for item in reader.walk("/v1/workspaces")}
    codes = iter(["a-first", "z-last", "a-second", "z-very-last"])

    def add_one():
        code = next(codes, None)
        if code is not None:
            world.books.add_workspace(world.china, code, "read-rich")

    walked = reader.walk("/v1/workspaces", 1, between=add_one)

    keys = [(item["site"], item["workspace"]) for item in walked]
    assert keys == sorted(set(keys)) and set(keys) >= before


def test_cursor_of_another_list_is_refused(world, reader):
    cursors = {path: reader.ask(path, limit=1)["next_cursor"] for path in LISTS}
    for path, (other, cursor) in product(LISTS, cursors.items()):
        answer = world.api.get(path, reader.token, params={"cursor": cursor, "limit": 1})

        if path == other:
            assert answer.status_code == 200
        else:
            assert (answer.status_code, slug(answer), pointers(answer)) == (422, "invalid-field", ["/cursor"]), (
                path, other)


@pytest.mark.parametrize("path", LISTS)
def test_cursor_of_another_account_shows_the_own_rows(world, reader, path):
    cursor = reader.ask(path, limit=1)["next_cursor"]
    own = world.poor.walk(path)

    page = world.poor.ask(path, cursor=cursor)

    assert all(item in own for item in page["items"])


def fits(item, /, **wanted):
    return all(value is None or item[name] == value for name, value in wanted.items())


def chosen(**filters):
    return {name: value for name, value in filters.items() if value is not None}


def test_filters_of_transactions(world, reader):
    whole = reader.walk("/v1/transactions")
    purses = [None, *{item["purse"] for item in whole if item["purse"] and item["type"] == "deduction"}][:3]
    types = [None, "grant", "recharge", "repayment", "deduction"]
    sources = [None, "ordinary", "full_reduction", "card", "cash", "arrears", "aws", "alibaba"]
    for kind, source, direction, purse in product(types, sources, (None, "in", "out"), purses):
        expected = [item for item in whole if fits(item, type=kind, source=source, purse=purse)
                    and (direction is None or (cents(item["amount"]) > 0) == (direction == "in"))]

        page = reader.ask("/v1/transactions", limit=500, **chosen(
            type=kind, source=source, direction=direction, purse=purse))

        assert page["items"] == expected, (kind, source, direction, purse)
        amounts = [cents(item["amount"]) for item in expected if item["type"] != "repayment"]
        repaid = [cents(item["amount"]) for item in expected if item["type"] == "repayment"]
        assert {name: cents(page["totals"][name]) for name in ("in", "out", "repaid")} == {
            "in": sum(a for a in amounts if a > 0), "out": -sum(a for a in amounts if a < 0),
            "repaid": max(sum(a for a in repaid if a > 0), -sum(a for a in repaid if a < 0))}
        assert page["totals"]["count"] == len(expected)


def test_filters_of_bills(reader):
    whole = reader.walk("/v1/bills/daily")
    days = sorted({item["day"] for item in whole})
    for site, workspace, settlement, state, first, last in product(
            (None, "read-cn", "read-utc"), (None, "r-alpha", "r-cloud", "p-only", "nobody"), (None, "account", "aws"),
            (None, "settled", "rated"), (None, days[1]), (None, days[-2])):
        expected = [item for item in whole if fits(
            item, site=site, workspace=workspace, settlement=settlement, state=state)
            and (first or "") <= item["day"] <= (last or "9")]

        page = reader.ask("/v1/bills/daily", limit=500, **chosen(
            site=site, workspace=workspace, settlement=settlement, state=state, from_=first, until=last))

        assert page["items"] == expected, (site, workspace, settlement, state, first, last)
        assert (page["totals"]["count"], cents(page["totals"]["total"])) == (
            len(expected), sum(cents(item["total"]) for item in expected))
        assert all(cents(page["totals"]["paid"][source]) == sum(cents(item["paid"][source]) for item in expected)
                   for source in page["totals"]["paid"])


def test_filters_of_usage(reader):
    whole = reader.walk("/v1/usage/daily")
    items = sorted({row["item"] for row in whole})
    days = sorted({row["day"] for row in whole})
    for site, workspace, item, first, last in product(
            (None, "read-cn", "read-utc"), (None, "r-alpha", "nobody"), (None, *items[:2], "no_item"), (None, days[1]),
            (None, days[-2])):
        expected = [row for row in whole if fits(row, site=site, workspace=workspace, item=item)
                    and (first or "") <= row["day"] <= (last or "9")]

        page = reader.ask("/v1/usage/daily", limit=500, **chosen(
            site=site, workspace=workspace, item=item, from_=first, until=last))

        assert page["items"] == expected
        assert cents(page["totals"]["charge"]) == sum(cents(row["charge"]) for row in expected)


@pytest.mark.parametrize("path", ["/v1/vouchers", "/v1/cards"])
def test_filters_of_purses(reader, path):
    whole = reader.walk(path)
    moments = [None, *sorted({item["expires_at"] for item in whole if item["expires_at"]})]
    kinds = (None, "ordinary", "full_reduction") if path == "/v1/vouchers" else (None,)
    for state, kind, before in product(
            (None, "active", "frozen", "pending", "expired", "used_up"), kinds, moments):
        expected = [item for item in whole if fits(item, state=state, kind=kind)
                    and (before is None or (item["expires_at"] is not None and item["expires_at"] < before))]

        page = reader.ask(path, limit=500, **chosen(state=state, kind=kind, expires_before=before))

        assert page["items"] == expected
        assert page["totals"]["count"] == len(expected)


def test_expiry_is_asked_for_in_any_offset(reader):
    voucher = next(item for item in reader.walk("/v1/vouchers") if item["expires_at"])
    moment = voucher["expires_at"]

    same = [reader.ask("/v1/vouchers", expires_before=text)["items"] for text in (
        moment, moment.replace("Z", "+00:00"), moment.replace("Z", "-00:00"))]

    assert same[0] == same[1] == same[2]
    assert voucher not in same[0], "before is before"


def test_filters_of_workspaces(reader):
    whole = reader.walk("/v1/workspaces")
    for site, settlement, part in product(
            (None, "read-cn", "read-utc", "nowhere"), (None, "account", "aws", "alibaba"),
            (None, "alpha", "ALPHA", "r-", "%", "_", "a_pha", "\\")):
        expected = [item for item in whole if fits(item, site=site, settlement=settlement)
                    and (part is None or part.lower() in item["workspace"].lower() + "\n" + item["name"].lower())]

        page = reader.ask("/v1/workspaces", limit=500, **chosen(site=site, settlement=settlement, q=part))

        assert page["items"] == expected, (site, settlement, part)
        assert page["totals"]["count"] == len(expected)


def test_filtered_lists_are_paged_too(reader):
    for path, filters in (
            ("/v1/transactions", {"type": "deduction"}), ("/v1/bills/daily", {"workspace": "r-alpha"}),
            ("/v1/usage/daily", {"by": "day,item", "site": "read-cn"}), ("/v1/usage/daily", {"by": "item"}),
            ("/v1/workspaces", {"site": "read-cn"}), ("/v1/vouchers", {"kind": "ordinary"})):
        assert reader.walk(path, 1, **filters) == reader.walk(path, **filters)
        assert len(reader.walk(path, **filters)) > 1


def test_journal_has_no_gap_over_ranges_that_touch(world, reader):
    """Days cut the journal into pieces that fit together."""
    days = sorted({row["recorded_on"] for row in Truth(world.books, reader.account).rows(TRANSACTIONS)})
    middle = days[len(days) // 2]
    after = (date.fromisoformat(middle) + timedelta(days=1)).isoformat()

    early = reader.walk("/v1/transactions", from_=days[0], until=middle)
    late = reader.walk("/v1/transactions", from_=after)

    seqs = [item["seq"] for item in late + early]
    assert seqs == list(range(len(seqs), 0, -1))
