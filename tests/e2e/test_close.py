# SPDX-License-Identifier: Apache-2.0
"""The daily close: order, days of 23 hours, faults, and closing again."""
from datetime import timedelta

import pytest
from books import REASON, Books, csv_rows, hours_between, instant, point, refused
from harness import DEMO_DATA
from psycopg.types.json import Json

CLOSE_DELAY = timedelta(minutes=15)


def after_close_of(books, site, day):
    books.set_clock(max(books.clock(), site.day_end(day) + CLOSE_DELAY))


def totals(books, **which):
    return {(bill["workspace"], bill["day"]): bill["total"] for bill in books.bills(**which)}


@pytest.fixture
def shop(fresh_books):
    """One Chinese site with two workspaces of one account with cash."""
    site = fresh_books.add_site("shop")
    fresh_books.add_account("buyer", price_lists={"CN": "2022"})
    for code in ("w-1", "w-2"):
        fresh_books.add_workspace(site, code, "buyer")
    fresh_books.recharge("buyer", "1000.00")
    return fresh_books, site


def test_day_that_is_not_over_is_refused(shop):
    books, site = shop

    with refused("LG010"):
        books.close(site, "2015-02-27")
    books.set_clock(site.day_end("2015-02-27") - timedelta(microseconds=1))
    with refused("LG010"):
        books.close(site, "2015-02-27")

    assert books.bills() == []


def test_day_without_usage_has_a_bill_of_nothing(shop):
    books, site = shop
    after_close_of(books, site, "2015-02-27")

    books.close(site, "2015-02-27")

    assert totals(books) == {("w-1", "2015-02-27"): "0.00", ("w-2", "2015-02-27"): "0.00"}
    assert books.bill("shop", "w-1", "2015-02-27")["postings"] == []


def test_closed_day_closed_again_changes_nothing(shop):
    books, site = shop
    books.add_usage(site, [point("w-1", "sms", "2015-02-27T01:00:00Z", 50)])
    after_close_of(books, site, "2015-02-27")
    first = books.close(site, "2015-02-27")
    before = books.bill("shop", "w-1", "2015-02-27"), books.assert_sound()

    again = books.close(site, "2015-02-27")

    assert not first[-1].already and again[-1].already, "the answer says that the day was closed already"
    assert (books.bill("shop", "w-1", "2015-02-27"), books.assert_sound()) == before


def test_close_catches_up_in_order_of_day_ends(shop):
    books, site = shop
    other = books.add_site("nepal", zone="Asia/Kathmandu")
    books.add_workspace(other, "w-0", "buyer")
    records = [point("w-1", "sms", f"2015-02-{d}T01:00:00Z", 10) for d in (27, 28)]
    books.set_clock("2015-02-28T18:15:00Z")
    books.add_usage(site, records)

    books.close(site, "2015-02-28")

    expected = [("nepal", "2015-02-27"), ("shop", "2015-02-27"), ("shop", "2015-02-28")]
    assert sorted({(bill["site"], bill["day"]) for bill in books.bills()}) == expected
    stamps = [books.owner.execute(
        "SELECT max(b.rated_at) FROM billing.bill b JOIN catalog.site s ON s.id = b.site_id"
        " WHERE s.code = %s AND b.day = %s", key).fetchone()[0] for key in
        (("shop", "2015-02-27"), ("nepal", "2015-02-27"), ("shop", "2015-02-28"))]
    assert stamps == sorted(stamps)
    assert books.closes("nepal")["2015-02-28"]["state"] == "open"


def test_bills_of_one_account_are_paid_by_day_end_then_workspace(shop):
    books, site = shop
    books.grant_card("buyer", "7.00")
    books.add_usage(site, [point(w, "sms", "2015-02-27T01:00:00Z", 50) for w in ("w-2", "w-1")])
    after_close_of(books, site, "2015-02-27")

    books.close(site, "2015-02-27")

    paid = {w: [(p["source"], p["amount"]) for p in books.bill("shop", w, "2015-02-27")["postings"]]
            for w in ("w-1", "w-2")}
    assert paid == {"w-1": [("card", "5.00")], "w-2": [("card", "2.00"), ("cash", "3.00")]}


def test_purses_valid_at_the_last_microsecond_pay_however_late_the_close(shop):
    books, site = shop
    end = site.day_end("2015-02-27")
    books.grant_card("buyer", "1.00", expires_at=end.isoformat())
    books.grant_card("buyer", "2.00", expires_at=(end - timedelta(microseconds=1)).isoformat())
    books.grant_card("buyer", "4.00", valid_from=end.isoformat())
    books.add_usage(site, [point("w-1", "sms", "2015-02-27T01:00:00Z", 50)])
    books.set_clock(end + timedelta(days=20))

    books.close(site, "2015-02-27")

    postings = books.bill("shop", "w-1", "2015-02-27")["postings"]
    assert [(p["source"], p["amount"]) for p in postings] == [("card", "1.00"), ("cash", "4.00")]


def test_points_at_the_edges_of_the_day(shop):
    books, site = shop
    books.set_clock("2015-03-01T00:00:00Z")
    edges = ["2015-02-27T15:00:00Z", "2015-02-27T16:00:00Z", "2015-02-28T15:00:00Z", "2015-02-28T16:00:00Z"]
    books.add_usage(site, [point("w-1", "sms", hour, 10 ** n) for n, hour in enumerate(edges, 1)])

    books.close(site, "2015-02-28")

    assert totals(books, workspace="w-1") == {("w-1", "2015-02-27"): "1.00", ("w-1", "2015-02-28"): "110.00"}


@pytest.mark.parametrize("zone,days,hours", [
    ("America/Los_Angeles", ["2015-03-07", "2015-03-08", "2015-03-09"], [24, 23, 24]),
    ("America/Sao_Paulo", ["2015-10-17", "2015-10-18", "2015-10-19"], [24, 23, 24]),
    ("Australia/Lord_Howe", ["2015-04-04", "2015-04-05", "2015-04-06"], [24, 24.5, 24]),
    ("Europe/Berlin", ["2015-10-24", "2015-10-25", "2015-10-26"], [24, 25, 24]),
])
def test_days_of_changing_zones_lose_no_hour(stack, new_database, zone, days, hours):
    books = Books(stack.urls(new_database()))
    try:
        books.set_clock(f"{days[0]}T12:00:00Z")
        site = books.add_site("edge", zone=zone)
        books.add_account("walker", price_lists={"CN": "2022"})
        books.add_workspace(site, "w", "walker", from_day=days[0])
        ends = [site.day_end(day) for day in days]
        start = ends[0] - timedelta(hours=24)
        books.set_clock(ends[2] + timedelta(hours=1))
        sent = [hour for hour in hours_between(start.replace(minute=0), ends[2]) if hour >= start]
        books.add_usage(site, [point("w", "task_calls", hour, 10_000) for hour in sent])

        books.close(site, days[2])

        decided = [instant(books.closes("edge")[day]["ends_at"]) for day in days]
        assert decided == ends
        billed = {day: float(total) for (_, day), total in totals(books).items()}
        assert sum(billed.values()) == len(sent), "no hour is lost and none is billed twice"
        assert [(end - begin) / timedelta(hours=1) for begin, end in zip([start, *ends], ends)] == hours
        assert all(abs(billed[day] - length) < 1 for day, length in zip(days, hours))
        books.assert_sound()
    finally:
        books.end()


@pytest.fixture
def faulty(shop):
    """w-1 keeps logs for 3 days, which list 2022 has no price for; w-2 is in order."""
    books, site = shop
    books.add_workspace(site, "w-3", "buyer", retention={"logs": 3})
    books.add_usage(site, [point(w, "log_records", "2015-02-27T01:00:00Z", 10_000_000) for w in ("w-1", "w-2", "w-3")])
    after_close_of(books, site, "2015-02-27")
    return books, site


def test_fault_of_one_workspace_does_not_hold_back_the_others(faulty):
    books, site = faulty

    books.close(site, "2015-02-27")

    assert totals(books) == {("w-1", "2015-02-27"): "15.00", ("w-2", "2015-02-27"): "15.00"}
    assert books.faults("shop", "2015-02-27") == ["w-3"]
    after_close_of(books, site, "2015-02-28")
    books.close(site, "2015-02-28")
    assert totals(books, from_day="2015-02-28").keys() == {("w-1", "2015-02-28"), ("w-2", "2015-02-28"),
                                                           ("w-3", "2015-02-28")}
    books.assert_sound()


def test_closing_again_with_the_fault_still_there_bills_nobody_twice(faulty):
    books, site = faulty
    books.close(site, "2015-02-27")
    before = totals(books)

    books.close(site, "2015-02-27")

    assert totals(books) == before
    assert books.faults("shop", "2015-02-27") == ["w-3"]
    books.assert_sound()


def test_operator_mends_the_cause_and_closes_again(faulty):
    books, site = faulty
    books.close(site, "2015-02-27")

    books.door("set_workspace", site.code, "w-3", None, None, Json({"logs": "7"}), "2015-02-27", REASON)
    books.close(site, "2015-02-27")

    assert totals(books, workspace="w-3") == {("w-3", "2015-02-27"): "12.00"}
    assert books.faults("shop", "2015-02-27") == []
    books.assert_sound()


def test_price_list_never_takes_effect_on_a_closed_day(shop):
    books, site = shop
    after_close_of(books, site, "2015-02-28")
    books.close(site, "2015-02-28")
    rows = [Json(csv_rows(DEMO_DATA / name)) for name in ("items.csv", "price-list.csv")]
    rows[1].obj[0]["unit_price"] = "0.61"

    for day in ("2015-02-27", "2015-02-28"):
        with pytest.raises(Exception) as caught:
            books.door("import_catalogue", *rows, day, "too late")
        assert caught.value.sqlstate in ("LG005", "LG009"), caught.value


def test_workspace_is_never_bound_to_a_closed_day(shop):
    books, site = shop
    after_close_of(books, site, "2015-02-27")
    books.close(site, "2015-02-27")

    with refused("LG009"):
        books.add_workspace(site, "w-late", "buyer", from_day="2015-02-27")
