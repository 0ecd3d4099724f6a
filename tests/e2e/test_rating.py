# SPDX-License-Identifier: Apache-2.0
"""The worked examples, and folds, operands and decimals that the demo's lists don't use, through a real close."""
from datetime import timedelta
from decimal import Decimal

import pytest
from books import REASON, hour_text, instant, point
from psycopg.types.json import Json

START = instant("2015-02-27T02:00:00Z")
USAGE = {"hosts": 10, "series": 500, "log_records": 2_000_000, "trace_ids": 2_000_000, "page_views": 20_000,
         "task_calls": 20_000}
RETENTION = {"logs": 7, "apm": 3, "rum": 3, "metrics": 3}
WORKED = {
    "g1": ("2022", "default", {}, [("host", "30"), ("time_series", "0"), ("logs", "2.4"), ("traces", "4"),
                                   ("rum_pv", "1.4"), ("task_calls", "2")], "39.80"),
    "g2": ("2022", "series_and_data", {}, [("host", "0"), ("time_series", "1.5"), ("logs", "2.4"), ("traces", "4"),
                                           ("rum_pv", "1.4"), ("task_calls", "2")], "11.30"),
    "g3": ("2024", "default", {"series": 6000}, [("time_series", "3.6"), ("logs", "2.4"), ("traces", "4"),
                                                 ("rum_pv", "1.4"), ("task_calls", "2")], "13.40"),
}


def points_of(workspace, usage):
    return [point(workspace, meter, START, quantity) for meter, quantity in usage.items()]


def close_first_day(books, site):
    books.set_clock(max(books.clock(), site.day_end("2015-02-27") + timedelta(minutes=15)))
    books.close(site, "2015-02-27")


@pytest.fixture
def rated(fresh_books):
    """The three worked examples as three workspaces of two accounts, closed."""
    books = fresh_books
    site = books.add_site("worked")
    for code, (book, mode, other, _, _) in WORKED.items():
        books.add_account(f"on-{code}", price_lists={"CN": book})
        books.add_workspace(site, code, f"on-{code}", retention=RETENTION, mode=mode)
        books.set_clock(max(books.clock(), START))
        books.add_usage(site, points_of(code, USAGE | other))
    close_first_day(books, site)
    return books


@pytest.mark.parametrize("example", WORKED)
def test_worked_example(rated, example):
    *_, amounts, total = WORKED[example]

    bill = rated.bill("worked", example, "2015-02-27")

    assert [(line["item"], Decimal(line["amount"])) for line in bill["lines"]] == [
        (item, Decimal(amount)) for item, amount in amounts]
    assert bill["total"] == total


def item(code, operands, combine, fold, decimals="2", free=""):
    return {"generation": "odd", "item": code, "operands": operands, "combine": combine, "fold": fold, "free": free,
            "retention_of": "", "voucher_eligible": "true", "decimals": decimals}


def price(code, unit, unit_price):
    return {"generation": "odd", "item": code, "unit": unit, "unit_name": "things", "region": "CN", "currency": "CNY",
            "retention_days": "", "unit_price": unit_price}


@pytest.fixture
def odd(fresh_books):
    """A list of its own: last and max folds, a maximum of operands, three decimals and none, a free meter."""
    items = [item("last_of", "a", "sum", "last"), item("max_of_two", "a;b*0.5", "max", "sum"),
             item("fine", "b", "sum", "max", "3"), item("whole", "b", "sum", "sum", "0", "a*2")]
    prices = [price("last_of", "1", "1"), price("max_of_two", "10", "0.7"), price("fine", "7", "0.001"),
              price("whole", "4", "1")]
    fresh_books.door("import_catalogue", Json(items), Json(prices), "2015-01-01", REASON)
    site = fresh_books.add_site("odd")
    fresh_books.add_account("odd", price_lists={"CN": "odd"})
    fresh_books.add_workspace(site, "w", "odd")
    return fresh_books, site


def test_folds_operands_and_decimals(odd):
    books, site = odd
    hours = [START, START + timedelta(hours=1), START + timedelta(hours=3)]
    books.set_clock(hours[-1])
    records = [point("w", "a", hours[0], 5), point("w", "a", hours[1], 2), point("w", "a", hours[1], 1, "split"),
               point("w", "b", hours[0], 9), point("w", "b", hours[2], 12)]

    books.add_usage(site, records)
    close_first_day(books, site)

    lines = {line["item"]: (Decimal(line["quantity"]), Decimal(line["units"]), Decimal(line["amount"]))
             for line in books.bill("odd", "w", "2015-02-27")["lines"]}
    assert lines == {
        "last_of": (3, 3, 3),  # the hour after the last of a has none
        "max_of_two": (Decimal("10.5"), Decimal("1.05"), Decimal("0.735")),
        "fine": (12, Decimal("1.714"), Decimal("0.001714")),
        "whole": (21, 1, 1),  # (21 - 2 × 8) ÷ 4, cut
    }


def test_order_and_splitting_of_points_do_not_matter(odd):
    books, site = odd
    books.add_workspace(site, "w2", "odd")
    books.set_clock(START)
    whole = [point("w", "b", START, "3.3"), point("w", "a", START, 1)]
    split = [point("w2", "a", START, 1)] + [point("w2", "b", START, "1.1", f"part-{n}") for n in range(3)]

    books.add_usage(site, whole)
    for record in reversed(split):
        books.add_usage(site, [record, record])
    close_first_day(books, site)

    bills = [books.bill("odd", workspace, "2015-02-27") for workspace in ("w", "w2")]
    facts = [[(line["item"], line["quantity"], line["amount"]) for line in bill["lines"]] for bill in bills]
    assert facts[0] == facts[1]


def test_settings_count_from_the_next_billing_day(fresh_books):
    books = fresh_books
    site = books.add_site("modes")
    books.add_account("modes", price_lists={"CN": "2022"})
    books.add_workspace(site, "w", "modes")
    books.set_clock(START)
    books.door("set_workspace", "modes", "w", "series_and_data", None, None, None, REASON)
    books.set_clock(START + timedelta(days=1))
    books.add_usage(site, [point("w", "hosts", START + timedelta(days=n), 1, f"{n}") for n in (0, 1)])

    books.set_clock(site.day_end("2015-02-28") + timedelta(minutes=15))
    books.close(site, "2015-02-28")

    totals = {bill["day"]: bill["total"] for bill in books.bills("modes")}
    assert totals == {"2015-02-27": "3.00", "2015-02-28": "0.00"}, hour_text(START)


def test_units_are_cut_and_the_bill_is_rounded_once(fresh_books):
    books = fresh_books
    site = books.add_site("cuts")
    books.add_account("cuts", price_lists={"CN": "2024"})
    books.add_workspace(site, "w", "cuts")
    books.set_clock(START)
    books.add_usage(site, [point("w", "sms", START, "10.09"), point("w", "series", START, "19.999999999"),
                           point("w", "log_records", START, "19999.999999999")])

    close_first_day(books, site)

    bill = books.bill("cuts", "w", "2015-02-27")
    lines = [(line["item"], Decimal(line["units"]), Decimal(line["amount"]), line["charge"]) for line in bill["lines"]]
    assert lines == [("time_series", Decimal("0.01"), Decimal("0.007"), "0.01"),
                     ("logs", Decimal("0.01"), Decimal("0.015"), "0.01"),
                     ("sms", Decimal("1.00"), Decimal("1"), "1.00")]
    assert (bill["total"], Decimal(bill["residue"])) == ("1.02", Decimal("0.002"))
