# SPDX-License-Identifier: Apache-2.0
"""What the demo prints in the end."""
from collections import defaultdict
from decimal import Decimal

from timeline import SITES

SOURCES = ("ordinary", "full_reduction", "card", "cash", "arrears", "cloud")


def show(ctl, bills):
    heading(f"{len(bills)} daily bills (CNY; us1: USD)")
    show_bills(bills)
    heading("How they were paid")
    show_payments(bills)
    example = most_sources(bills)
    heading("One of them in full")
    ctl.show("bill", "show", example["workspace"], example["day"], "--site", example["site"])
    heading("Balances")
    ctl.show("balance")
    heading("Proof")
    ctl.show("balance", "--proof")


def heading(text):
    print(f"\n== {text}", flush=True)


def show_bills(bills):
    total = {(bill["workspace"], bill["day"]): bill["total"] for bill in bills}
    workspaces = [workspace for site in SITES for workspace in site.workspaces]
    days = sorted({bill["day"] for bill in bills})
    print_row("day", workspaces)
    for day in days:
        print_row(day, [total.get((workspace, day), "") for workspace in workspaces])
    print_row("total", [sum(Decimal(total.get((workspace, day), 0)) for day in days) for workspace in workspaces])


def print_row(first, cells):
    print(f"{first:10}" + "".join(f"{str(cell):>10}" for cell in cells))


def show_payments(bills):
    paid = defaultdict(lambda: dict.fromkeys(SOURCES, Decimal(0)))
    count = defaultdict(int)
    for bill in bills:
        key = f"{bill['account']} {bill['currency']}"
        count[key] += 1
        for source in SOURCES:
            paid[key][source] += Decimal(bill["paid"].get(source, "0"))
    print_wide("account", ["bills", *SOURCES, "total"])
    for key in sorted(paid):
        print_wide(key, [count[key], *paid[key].values(), sum(paid[key].values())])


def print_wide(first, cells):
    print(f"{first:10}" + "".join(f"{str(cell):>15}" for cell in cells))


def most_sources(bills):
    """The bill that most kinds of sources paid, the earliest of those."""
    def rank(bill):
        kinds = sum(1 for amount in bill["paid"].values() if Decimal(amount) != 0)
        return -kinds, bill["day"], bill["workspace"].encode()

    return min(bills, key=rank)
