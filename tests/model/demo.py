# SPDX-License-Identifier: Apache-2.0
"""The demo's fifteen days by the model: every bill, line, posting and balance it must end with."""
import csv
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from deduction import Account, Line, Purse, decimal_text, minor, parse_instant, recharge, settle
from rating import Settings, day_bounds, rate_day, read_items, read_prices

DEMO = Path(__file__).resolve().parents[1] / "demo"
DAYS = 15


@dataclass(frozen=True)
class Site:
    code: str
    zone: str
    region: str
    first_billed: date


@dataclass(frozen=True)
class Customer:
    code: str
    currency: str
    book: str
    workspaces: tuple  # (site code, workspace)


@dataclass
class Bill:
    account: str
    site: str
    workspace: str
    day: date
    ends_at: datetime
    lines: list
    settlement: object = None


SITES = {
    "cn1": Site("cn1", "Asia/Shanghai", "CN", date(2015, 2, 28)),
    "cn2": Site("cn2", "Asia/Shanghai", "CN", date(2015, 2, 28)),
    "us1": Site("us1", "America/Los_Angeles", "INT", date(2015, 2, 27)),
}
CUSTOMERS = {
    "A": Customer("A", "CNY", "2022", (("cn1", "ws-fb"), ("cn1", "ws-goog"), ("cn2", "ws-ko"))),
    "B": Customer("B", "CNY", "2024", (("cn1", "ws-ibm"), ("cn2", "ws-pfe"), ("cn2", "ws-ups"))),
    "C": Customer("C", "USD", "2024", tuple(("us1", f"ws-{name}") for name in ("aapl", "amzn", "crm", "cvs"))),
}


def read_usage(path):
    """(site, workspace) -> meter -> hour -> quantity."""
    usage = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            hour = parse_instant(row["hour"])
            usage[row["site"], row["workspace"]][row["meter"]][hour] += Fraction(row["quantity"])
    return usage


def hours_within(meters, starts_at, ends_at):
    return {
        meter: {hour: quantity for hour, quantity in hourly.items() if starts_at <= hour < ends_at}
        for meter, hourly in meters.items()
    }


def rated_bills(data=DEMO / "data"):
    """All bills in the order in which they are settled, not yet paid."""
    items, prices = read_items(data / "items.csv"), read_prices(data / "price-list.csv")
    usage = read_usage(data / "usage.csv")
    bills = []
    for customer in CUSTOMERS.values():
        for code, workspace in customer.workspaces:
            site = SITES[code]
            for offset in range(DAYS):
                day = site.first_billed + timedelta(days=offset)
                starts_at, ends_at = day_bounds(site.zone, day)
                hourly = hours_within(usage[code, workspace], starts_at, ends_at)
                lines = rate_day(items, prices, customer.book, site.region, customer.currency, Settings(), hourly)
                bills.append(Bill(customer.code, code, workspace, day, ends_at, lines))
    return sorted(bills, key=lambda bill: (bill.ends_at, bill.workspace.encode()))


def read_funding(path=DEMO / "funding.csv"):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def purse_of(row, number):
    return Purse(
        id=f"{row['account']}{number}",
        kind=row["kind"],
        balance=minor(row["amount"]),
        valid_from=parse_instant(row["valid_from"] or None),
        expires_at=parse_instant(row["expires_at"] or None),
        items=frozenset(row["items"].split(",")) if row["items"] else None,
        min_spend=minor(row["min_spend"] or "0"),
    )


def fund(accounts, row, number):
    account = accounts[row["account"]]
    if row["kind"] == "cash":
        recharge(account, minor(row["amount"]))
    else:
        account.purses.append(purse_of(row, number))


def day_end_of(when):
    code, _, day = when.partition("/")
    return day_bounds(SITES[code].zone, date.fromisoformat(day))[1]


def run(data=DEMO / "data", funding=DEMO / "funding.csv"):
    """Bills with their settlements in order, and the accounts as they end."""
    accounts = {code: Account() for code in CUSTOMERS}
    waiting = []
    for number, row in enumerate(read_funding(funding), 1):
        if row["when"]:
            waiting.append((day_end_of(row["when"]), number, row))
        else:
            fund(accounts, row, number)
    bills = rated_bills(data)
    for bill in bills:
        for due in [entry for entry in waiting if entry[0] <= bill.ends_at]:
            fund(accounts, due[2], due[1])
            waiting.remove(due)
        lines = [Line(line.item, line.exact) for line in bill.lines]
        at = bill.ends_at - timedelta(microseconds=1)
        bill.settlement = settle(accounts[bill.account], lines, "account", at, bill.day, bill.workspace)
    return bills, accounts


def bill_as_json(bill):
    paid = bill.settlement
    return {
        "account": bill.account,
        "site": bill.site,
        "workspace": bill.workspace,
        "day": bill.day.isoformat(),
        "currency": CUSTOMERS[bill.account].currency,
        "total": decimal_text(paid.total),
        "lines": [
            {"item": line.item, "retention_days": line.retention, "quantity": str(line.quantity),
             "units": str(line.units), "amount": str(line.exact), "charge": decimal_text(charge),
             "mark": line.mark}
            for line, charge in zip(bill.lines, paid.charges)
        ],
        "postings": [
            {"source": p.source, "purse": p.purse, "amount": decimal_text(p.amount),
             "balance_after": decimal_text(p.balance_after)}
            for p in paid.postings
        ],
    }


def main():
    bills, accounts = run()
    for bill in bills:
        json.dump(bill_as_json(bill), sys.stdout)
        print()
    for code, account in accounts.items():
        print(code, "cash", decimal_text(account.cash), "arrears", decimal_text(account.arrears),
              [(purse.id, purse.kind, decimal_text(purse.balance)) for purse in account.purses], file=sys.stderr)


if __name__ == "__main__":
    main()
