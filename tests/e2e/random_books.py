# SPDX-License-Identifier: Apache-2.0
"""Random sites, accounts and usage, made twice: in a database and in the model."""
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from books import point
from deduction import Account, Line, Purse, decimal_text, minor, settle
from harness import DEMO_DATA
from rating import Settings, day_bounds, rate_day, read_items, read_prices

FIRST_DAY = date(2015, 2, 27)
ZONES = {"cn": ("Asia/Shanghai", "CN"), "np": ("Asia/Kathmandu", "CN"), "us": ("America/New_York", "INT")}
SCOPES = ("time_series", "logs", "logs_ingested", "traces", "rum_pv", "task_calls", "sms", "dial_tests", "host")
# The meters, each with its usual quantity of an hour.
SCALE = {"log_records": 3_000_000, "log_bytes": 10**10, "trace_ids": 900_000, "spans": 5_000_000, "errors": 90_000,
         "page_views": 20_000, "task_calls": 30_000, "dial_tests": 30_000, "scanned_bytes": 10**10,
         "backup_bytes": 10**11, "series": 9_000, "hosts": 8, "sms": 60}


@dataclass
class Workspace:
    site: str
    code: str
    account: str
    method: str
    settings: Settings
    usage: dict = field(default_factory=dict)  # meter -> hour -> quantity


@dataclass
class Customer:
    code: str
    currency: str
    book: str
    money: Account
    workspaces: list


class RandomBooks:
    """`count` accounts over `days` billing days of three sites in three zones."""

    def __init__(self, seed, count=25, days=3):
        self.random = random.Random(seed)
        self.days = [FIRST_DAY + timedelta(days=n) for n in range(days)]
        self.customers = [self.make_customer(number) for number in range(count)]

    def make_customer(self, number):
        pick = self.random
        currency = pick.choice(("CNY", "CNY", "USD"))
        book = pick.choice(("2022", "2024")) if currency == "CNY" else "2024"
        sites = ("cn", "np") if book == "2022" else tuple(ZONES)
        code = f"r{number}"
        workspaces = [self.make_workspace(f"{code}-{letter}", code, pick.choice(sites))
                      for letter in pick.sample("abxyzABZ", pick.randint(1, 4))]
        cash = pick.choice((0, 0, pick.randint(1, 400), pick.randint(400, 90_000)))
        purses = [self.make_purse(n, workspaces[0].site) for n in range(pick.choice((0, 1, 3, 7)))]
        return Customer(code, currency, book, Account(cash, purses), workspaces)

    def make_workspace(self, code, account, site):
        pick = self.random
        settings = Settings(
            mode=pick.choice(("default", "default", "series_and_data")),
            logs_by=pick.choice(("count", "count", "bytes")),
            retention=pick.choice(({}, {"logs": 30}, {"logs": 7, "apm": 7, "rum": 7})))
        workspace = Workspace(site, code, account, pick.choice(("account", "account", "aws", "alibaba")), settings)
        for meter in pick.sample(list(SCALE), pick.randint(0, 7)):
            workspace.usage[meter] = self.make_hours(meter, site)
        return workspace

    def make_hours(self, meter, site):
        pick = self.random
        start = day_bounds(ZONES[site][0], FIRST_DAY)[0].replace(minute=0) + timedelta(hours=1)
        hours = pick.sample(range(24 * len(self.days)), pick.randint(1, 12))
        return {start + timedelta(hours=n): self.make_quantity(SCALE[meter]) for n in hours}

    def make_quantity(self, scale):
        pick = self.random
        whole = pick.choice((0, pick.randint(1, scale)))
        return Fraction(f"{whole}.{pick.randint(0, 10**9 - 1):09d}") if pick.random() < 0.3 else Fraction(whole)

    def make_purse(self, number, site):
        pick = self.random
        kind = pick.choice(("ordinary", "ordinary", "full_reduction", "card"))
        edge = day_bounds(ZONES[site][0], pick.choice(self.days))[1]
        nearly = timedelta(microseconds=pick.choice((-1, 0, 1)))
        expires_at = pick.choice((None, None, edge + nearly, edge + timedelta(days=200)))
        valid_from = pick.choice((None, None, None, edge - timedelta(days=1) + nearly))
        if expires_at is not None and valid_from is not None and valid_from >= expires_at:
            valid_from = None
        return Purse(
            id=str(number), kind=kind,
            balance=pick.choice((1, 500, 500, pick.randint(1, 20_000))), valid_from=valid_from, expires_at=expires_at,
            items=frozenset(pick.sample(SCOPES, pick.randint(1, 4))) if pick.random() < 0.4 else None,
            min_spend=pick.choice((0, 1000, 10_000)) if kind == "full_reduction" else 0)

    # the same in a database

    def write_to(self, books):
        sites = {code: books.add_site(code, *zone) for code, zone in ZONES.items()}
        for customer in self.customers:
            lists = {region: customer.book for region in ("CN", "INT") if (customer.book, region) != ("2022", "INT")}
            books.add_account(customer.code, customer.currency, lists)
            if customer.money.cash:
                books.recharge(customer.code, decimal_text(customer.money.cash))
            for purse in customer.money.purses:
                grant_purse(books, customer.code, purse)
            for workspace in customer.workspaces:
                self.write_workspace(books, sites[workspace.site], workspace)
        return sites

    def write_workspace(self, books, site, workspace):
        settings = workspace.settings
        books.add_workspace(site, workspace.code, workspace.account, workspace.method, FIRST_DAY.isoformat(),
                            settings.retention, settings.mode, settings.logs_by)

    def send_usage(self, books, sites):
        for workspace in (w for customer in self.customers for w in customer.workspaces):
            records = [point(workspace.code, meter, hour, decimal_quantity(quantity))
                       for meter, hourly in workspace.usage.items() for hour, quantity in hourly.items()]
            self.random.shuffle(records)
            if records:
                books.add_usage(sites[workspace.site], records)

    # the same by the model

    def expected(self):
        """(workspace, day, lines, account before as a case, settlement), in settling order."""
        items, prices = read_items(DEMO_DATA / "items.csv"), read_prices(DEMO_DATA / "price-list.csv")
        for _, _, day, ends_at, workspace, customer in sorted(self.workspace_days(), key=lambda row: row[:2]):
            zone, region = ZONES[workspace.site]
            starts_at, _ = day_bounds(zone, day)
            hourly = {meter: {h: q for h, q in hours.items() if starts_at <= h < ends_at}
                      for meter, hours in workspace.usage.items()}
            rated = rate_day(items, prices, customer.book, region, customer.currency, workspace.settings, hourly)
            at = ends_at - timedelta(microseconds=1)
            case = as_case(customer, workspace, rated, at)
            lines = [Line(line.item, line.exact) for line in rated]
            yield workspace, day, rated, case, settle(
                customer.money, lines, workspace.method, at, day, workspace.code)

    def workspace_days(self):
        for customer in self.customers:
            for workspace in customer.workspaces:
                for day in self.days:
                    ends_at = day_bounds(ZONES[workspace.site][0], day)[1]
                    yield ends_at, workspace.code.encode(), day, ends_at, workspace, customer


def grant_purse(books, account, purse):
    valid_from, expires_at = (None if moment is None else moment.isoformat()
                              for moment in (purse.valid_from, purse.expires_at))
    items = None if purse.items is None else ",".join(sorted(purse.items))
    face = decimal_text(purse.balance)
    if purse.kind == "card":
        return books.grant_card(account, face, valid_from, expires_at, items)
    min_spend = decimal_text(purse.min_spend) if purse.kind == "full_reduction" else None
    return books.grant_voucher(account, purse.kind, face, valid_from, expires_at, items, min_spend)


def decimal_quantity(quantity):
    whole, rest = divmod(quantity, 1)
    return f"{whole}.{int(rest * 10**9):09d}".rstrip("0").rstrip(".")


def exact_text(amount):
    """A finite decimal of at most 20 places."""
    scaled = amount * 10**20
    assert scaled.denominator == 1
    whole, rest = divmod(scaled.numerator, 10**20)
    return f"{whole}.{rest:020d}"


def as_case(customer, workspace, rated, at):
    money = customer.money
    return {
        "id": workspace.code, "currency": customer.currency, "at": at.isoformat(), "settlement": workspace.method,
        "cash": decimal_text(money.cash), "arrears": decimal_text(money.arrears),
        "purses": [purse_case(purse) for purse in money.purses],
        "lines": [{"item": line.item, "amount": exact_text(line.exact)} for line in rated],
    }


def purse_case(purse):
    case = {
        "id": purse.id, "kind": purse.kind, "face": decimal_text(max(purse.balance, minor("500.00"))),
        "balance": decimal_text(purse.balance),
        "valid_from": purse.valid_from and purse.valid_from.isoformat(),
        "expires_at": purse.expires_at and purse.expires_at.isoformat(),
        "frozen": False, "items": None if purse.items is None else sorted(purse.items),
    }
    return case | ({"min_spend": decimal_text(purse.min_spend)} if purse.kind == "full_reduction" else {})
