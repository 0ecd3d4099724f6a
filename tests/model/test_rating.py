# SPDX-License-Identifier: Apache-2.0
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import pytest
from rating import Item, Settings, day_bounds, fold, rate_day, rate_item, read_items, read_prices, truncate

DATA = Path(__file__).resolve().parents[1] / "demo" / "data"
HOUR = datetime(2015, 3, 1, tzinfo=timezone.utc)
WORKED_RETENTION = {"logs": 7, "apm": 3, "rum": 3, "metrics": 3}
WORKED_USAGE = {
    "hosts": 10, "series": 500, "log_records": 2_000_000, "trace_ids": 2_000_000, "page_views": 20_000,
    "task_calls": 20_000,
}
WORKED_EXAMPLES = [
    ("G1", "2022", "default", {}, ["30", "0", "2.4", "4", "1.4", "2"], "39.80"),
    ("G2", "2022", "series_and_data", {}, ["0", "1.5", "2.4", "4", "1.4", "2"], "11.30"),
    ("G3", "2024", "default", {"series": 6000}, ["3.6", "2.4", "4", "1.4", "2"], "13.40"),
]


def hourly(quantities):
    return {HOUR + timedelta(hours=n): Fraction(quantity) for n, quantity in enumerate(quantities)}


@pytest.mark.parametrize("name,book,mode,other,amounts,total", WORKED_EXAMPLES)
def test_worked_example(name, book, mode, other, amounts, total):
    usage = {meter: hourly([quantity]) for meter, quantity in {**WORKED_USAGE, **other}.items()}
    settings = Settings(mode=mode, retention=WORKED_RETENTION)

    items, prices = read_items(DATA / "items.csv"), read_prices(DATA / "price-list.csv")
    lines = rate_day(items, prices, book, "CN", "CNY", settings, usage)

    assert [line.exact for line in lines] == [Fraction(amount) for amount in amounts], name
    assert sum(line.exact for line in lines) == Fraction(total)


def test_units_are_cut_not_rounded():
    assert truncate(Fraction("1.999")) == Fraction("1.99")


def test_days_tile_time_over_a_change_of_zone_rules():
    bounds = [day_bounds("America/Los_Angeles", date(2015, 3, 7) + timedelta(days=n)) for n in range(3)]

    assert [(end - start) // timedelta(hours=1) for start, end in bounds] == [24, 23, 24]
    assert bounds[0][1] == bounds[1][0] and bounds[1][1] == bounds[2][0]


@pytest.mark.parametrize("how,expected", [("sum", 6), ("max", 3), ("last", 1)])
def test_fold(how, expected):
    assert fold(hourly([2, 3, 1]), how) == expected


def test_each_meter_is_folded_before_operands_are_combined():
    item = Item("x", 1, [[("a", Fraction(1)), ("b", Fraction(1, 10))], [("c", Fraction(1))]], "max", "max", [], None)
    usage = {"a": hourly([1, 5]), "b": hourly([50, 0]), "c": hourly([9, 9.5])}

    assert rate_item(item, usage, Settings()) == (10, 0)
