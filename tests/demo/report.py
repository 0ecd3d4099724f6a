# SPDX-License-Identifier: Apache-2.0
"""What the demo prints in the end."""
from collections import defaultdict
from decimal import Decimal

SOURCES = ("ordinary", "full_reduction", "card", "cash", "arrears")


def show(ctl, bills):
    heading(f"{len(bills)} daily bills and what paid them")
    show_bills(bills)
    heading("The same by account")
    show_accounts(bills)
    example = most_sources(bills)
    heading("One of them in full")
    ctl.show("bill", "show", example["workspace"], example["day"], "--site", example["site"])
    heading("Balances")
    ctl.show("balance")
    heading("Proof")
    ctl.show("balance", "--proof")
    show_expired(ctl, sorted({bill["account"] for bill in bills}))


def show_sign_ins(ctl, sign_ins):
    heading(f"Sign in at {ctl.url}")
    for login, password, role, account in sign_ins:
        print(f"account {account}  {role:8} {login:20} {password}")


def show_expired(ctl, accounts):
    """Why a book holds more than the balances show."""
    for account in accounts:
        for purse in ctl.rows("voucher", "list", "--account", account) + ctl.rows("card", "list", "--account", account):
            if purse["state"] == "expired":
                print(f"{account}'s {purse['kind'].replace('_', '-')} purse {purse['number']} has expired: it no "
                      "longer pays, and what it had left is booked as breakage.")


def heading(text):
    print(f"\n== {text}", flush=True)


def show_bills(bills):
    print_row(("account", "workspace", "day"), (*SOURCES, "total"), "")
    for bill in sorted(bills, key=lambda bill: (bill["account"], bill["workspace"], bill["day"])):
        paid = [bill["paid"].get(source, "0.00") for source in SOURCES]
        print_row((bill["account"], bill["workspace"], bill["day"]), (*paid, bill["total"]), bill["currency"])


def show_accounts(bills):
    paid = defaultdict(lambda: dict.fromkeys(SOURCES, Decimal("0.00")))
    count = defaultdict(int)
    for bill in bills:
        account = bill["account"], bill["currency"]
        count[account] += 1
        for source in SOURCES:
            paid[account][source] += Decimal(bill["paid"].get(source, "0"))
    print_row(("account", "bills", ""), (*SOURCES, "total"), "")
    for account, currency in sorted(paid):
        sums = paid[account, currency].values()
        print_row((account, count[account, currency], ""), (*sums, sum(sums)), currency)


def print_row(names, amounts, currency):
    cells = [blank_if_zero(amount) for amount in amounts]
    row = f"{names[0]:8}{names[1]:<11}{names[2]:12}" + "".join(f"{cell:>15}" for cell in cells)
    print(f"{row} {currency}".rstrip())


def blank_if_zero(amount):
    return "" if str(amount) == "0.00" else str(amount)


def most_sources(bills):
    """The bill that most kinds of sources paid, the earliest of those."""
    def rank(bill):
        kinds = sum(1 for amount in bill["paid"].values() if Decimal(amount) != 0)
        return -kinds, bill["day"], bill["workspace"].encode()

    return min(bills, key=rank)
