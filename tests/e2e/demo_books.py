# SPDX-License-Identifier: Apache-2.0
"""The demo's sites, customers and funds by the doors, and its points by HTTP, one stop at a time."""
import csv
from datetime import date, timedelta

import demo
import requests
from books import instant
from harness import DEMO_DATA, START_OF_TIME, wait_until
from rating import day_bounds

CLOUDS = {"cn1": "alibaba", "cn2": "aws", "us1": "aws"}
CLOSE_DELAY = timedelta(minutes=15)
BATCH = 150


def set_up(books):
    """Everything that is there before the first point; gives the sites by code."""
    books.set_clock(START_OF_TIME)
    books.import_demo_catalogue()
    sites = {code: books.add_site(code, site.zone, site.region, CLOUDS[code]) for code, site in demo.SITES.items()}
    for customer in demo.CUSTOMERS.values():
        regions = ("CN",) if customer.book == "2022" else ("CN", "INT")
        books.add_account(customer.code, customer.currency, {region: customer.book for region in regions})
        for code, workspace in customer.workspaces:
            first = demo.SITES[code].first_billed.isoformat()
            books.add_workspace(sites[code], workspace, customer.code, from_day=first)
    for row in demo.read_funding():
        if not row["when"]:
            fund(books, row)
    return sites


def fund(books, row):
    validity = row["valid_from"] or None, row["expires_at"] or None
    if row["kind"] == "cash":
        return books.recharge(row["account"], row["amount"])
    if row["kind"] == "card":
        return books.grant_card(row["account"], row["amount"], *validity, row["items"] or None)
    return books.grant_voucher(row["account"], row["kind"], row["amount"], *validity, row["items"] or None,
                               row["min_spend"] or None)


def day_ends(count):
    """The first day ends after the start; the days that end at the first two have points and no bill."""
    days = [date(2015, 2, 26) + timedelta(days=n) for n in range(count)]
    ends = {day_bounds(site.zone, day)[1] for site in demo.SITES.values() for day in days}
    return sorted(end for end in ends if end > instant(START_OF_TIME))[:count]


def points_by_stop(stops):
    """For each stop, site -> records whose hour has ended by then and not by the stop before."""
    queues = [{} for _ in stops]
    with (DEMO_DATA / "usage.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            ended = instant(row["hour"]) + timedelta(hours=1)
            number = next((n for n, stop in enumerate(stops) if ended <= stop), None)
            if number is not None:
                queues[number].setdefault(row.pop("site"), []).append(row)
    return queues


def send_insisting(url_of, site, records, seconds=90):
    """Pushes batches until each is answered 200: what a site does when the billing center is away."""
    for at in range(0, len(records), BATCH):
        body = {"records": records[at:at + BATCH]}

        def pushed():
            try:
                answer = requests.post(url_of() + "/v1/usage", json=body, timeout=10,
                                       headers={"Authorization": f"Bearer {site.credential}"})
            except requests.RequestException:
                return False
            assert answer.status_code in (200, 503), answer.text
            return answer.status_code == 200

        wait_until(pushed, "the batch is taken", seconds)
