# SPDX-License-Identifier: Apache-2.0
"""From hourly points to the exact lines of a day, written from the product's rules alone."""
import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

DEFAULT_RETENTION = {"metrics": 7, "logs": 14, "apm": 14, "rum": 14}
UNIT_DECIMALS = 2


@dataclass
class Item:
    name: str
    position: int
    operands: list  # each a list of (meter, weight)
    combine: str
    fold: str
    free: list
    retention_of: str | None

    def meters(self):
        return {meter for operand in [*self.operands, self.free] for meter, _ in operand}


@dataclass
class Settings:
    """A workspace, as far as rating asks."""
    mode: str = "default"
    logs_by: str = "count"
    retention: dict = field(default_factory=dict)


@dataclass
class RatedLine:
    item: str
    retention: int | None
    quantity: Fraction
    free_quantity: Fraction
    units: Fraction
    unit_price: Fraction | None
    exact: Fraction
    mark: str | None = None


def weighted_sum(text):
    """'resources*0.01+errors' -> [('resources', 1/100), ('errors', 1)]"""
    terms = []
    for term in filter(None, text.split("+")):
        meter, _, weight = term.partition("*")
        terms.append((meter, Fraction(weight or 1)))
    return terms


def read_items(path):
    """generation -> items in price-book order."""
    lists = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            book = lists[row["generation"]]
            operands = [weighted_sum(text) for text in row["operands"].split(";")]
            free = weighted_sum(row["free"])
            book.append(Item(row["item"], len(book) + 1, operands, row["combine"], row["fold"], free,
                             row["retention_of"] or None))
    return dict(lists)


def read_prices(path):
    """(generation, region, currency, item, retention or None) -> (unit size, unit price)."""
    prices = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            retention = int(row["retention_days"]) if row["retention_days"] else None
            key = row["generation"], row["region"], row["currency"], row["item"], retention
            prices[key] = Fraction(row["unit"]), Fraction(row["unit_price"])
    return prices


def truncate(units, decimals=UNIT_DECIMALS):
    scale = 10**decimals
    return Fraction(int(units * scale), scale)


def day_bounds(zone, day):
    """The instants at which a local day begins and ends, UTC."""
    def midnight(d):
        return datetime(d.year, d.month, d.day, tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)

    return midnight(day), midnight(day + timedelta(days=1))


def fold(hourly, how):
    """hourly: hour -> sum of that hour's points."""
    if not hourly:
        return Fraction(0)
    if how == "sum":
        return sum(hourly.values(), Fraction(0))
    if how == "max":
        return max(hourly.values())
    return hourly[max(hourly)]


def rate_item(item, hourly, settings):
    """The quantity to bill and the free part of it."""
    def evaluate(terms):
        return sum((fold(hourly.get(meter, {}), item.fold) * weight for meter, weight in terms), Fraction(0))

    operands = [evaluate(operand) for operand in item.operands]
    used = max(operands) if item.combine == "max" else sum(operands, Fraction(0))
    free = evaluate(item.free) if settings.mode == "default" else Fraction(0)
    return used, min(free, used)


def rate_day(items, prices, book, region, currency, settings, hourly):
    """Lines of one workspace-day in line order; hourly: meter -> hour -> quantity.

    Items without any point that day make no line.
    """
    lines = []
    # A list without an item for bytes can only count.
    by_bytes = settings.logs_by == "bytes" and any(item.name == "logs_ingested" for item in items[book])
    left_out = "logs" if by_bytes else "logs_ingested"
    for item in items[book]:
        if item.name == left_out or not any(hourly.get(m) for operand in item.operands for m, _ in operand):
            continue
        used, free = rate_item(item, hourly, settings)
        offered = any(key[:4] == (book, region, currency, item.name) for key in prices)
        if not offered:
            lines.append(RatedLine(item.name, None, used, free, Fraction(0), None, Fraction(0), "not_offered"))
            continue
        retention = None
        if item.retention_of is not None:
            retention = settings.retention.get(item.retention_of, DEFAULT_RETENTION[item.retention_of])
        if (book, region, currency, item.name, None) in prices:
            retention = None
        size, price = prices[book, region, currency, item.name, retention]
        units = truncate((used - free) / size)
        if item.name == "host" and settings.mode == "series_and_data":
            lines.append(RatedLine(item.name, retention, used, free, units, price, Fraction(0), "free_of_charge"))
        else:
            lines.append(RatedLine(item.name, retention, used, free, units, price, units * price))
    return lines
