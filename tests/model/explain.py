# SPDX-License-Identifier: Apache-2.0
"""Why each source pays or doesn't pay a bill, from a case alone, as one would argue it by hand."""
from dataclasses import dataclass
from fractions import Fraction

from deduction import KINDS_IN_ORDER, MINOR, NOT_FOR_VOUCHERS, minor, parse_instant


@dataclass
class Considered:
    source: str
    purse: str | None
    outcome: str
    eligible: int
    amount: int
    before: int | None
    short: int | None = None


def charges_of(exacts):
    """Σ rounded once; then unit by unit to whoever lost most and has not had one yet."""
    scaled = [exact * MINOR for exact in exacts]
    total = int(sum(scaled, Fraction(0)) + Fraction(1, 2))
    charges = [int(amount) for amount in scaled]
    got = set()
    while sum(charges) < total:
        line = max((n for n in range(len(charges)) if n not in got), key=lambda n: (scaled[n] - int(scaled[n]), -n))
        charges[line] += 1
        got.add(line)
    return charges, got


def order_of(purse, number):
    expires_at = parse_instant(purse["expires_at"])
    return (KINDS_IN_ORDER.index(purse["kind"]), expires_at is None, expires_at and expires_at.timestamp(),
            minor(purse["balance"]), number)


def reason_of(purse, at, items, charges, eligible_spend, open_amount):
    """The first thing that keeps a purse from paying, and by how much min_spend is missed; None: it pays."""
    is_voucher = purse["kind"] != "card"
    expires_at, valid_from = parse_instant(purse["expires_at"]), parse_instant(purse["valid_from"])
    if expires_at is not None and expires_at <= at:
        return "expired", None
    if valid_from is not None and valid_from > at:
        return "not_yet_valid", None
    if purse["frozen"]:
        return "frozen", None
    if minor(purse["balance"]) == 0:
        return "empty", None
    if sum(charges) == 0:
        return "nothing_left", None
    if is_voucher and eligible_spend == 0:
        return "not_eligible", None
    if not any(charge and may_pay(purse, item) for item, charge in zip(items, charges)):
        return "out_of_scope", None
    missing = minor(purse.get("min_spend") or "0") - eligible_spend
    if purse["kind"] == "full_reduction" and missing > 0:
        return "min_spend_unmet", missing
    return ("nothing_left", None) if open_amount == 0 else (None, None)


def may_pay(purse, item):
    in_scope = purse["items"] is None or item in purse["items"]
    return in_scope and (purse["kind"] == "card" or item not in NOT_FOR_VOUCHERS)


def explain(case):
    """Every source of a case in the order considered."""
    items = [line["item"] for line in case["lines"]]
    charges, _ = charges_of([Fraction(line["amount"]) for line in case["lines"]])
    eligible_spend = sum(c for item, c in zip(items, charges) if item not in NOT_FOR_VOUCHERS)
    left = list(charges)
    considered = []

    def take(limit, numbers):
        taken = 0
        for number in numbers:
            part = min(left[number], limit - taken)
            left[number] -= part
            taken += part
        return taken

    at = parse_instant(case["at"])
    numbered = sorted(enumerate(case["purses"]), key=lambda row: (order_of(row[1], row[0])[:2],
                                                                  order_of(row[1], row[0])[2] or 0,
                                                                  order_of(row[1], row[0])[3:]))
    for _, purse in numbered:
        mine = [number for number, item in enumerate(items) if may_pay(purse, item)]
        eligible = sum(left[number] for number in mine)
        reason, short = reason_of(purse, at, items, charges, eligible_spend, eligible)
        before = minor(purse["balance"])
        amount = 0 if reason else take(before, mine)
        considered.append(Considered(purse["kind"], purse["id"], reason or "used", eligible, amount, before, short))
    everything = range(len(items))
    if case["settlement"] == "account":
        cash, rest = minor(case["cash"]), sum(left)
        amount = take(cash, everything)
        outcome = "used" if amount else "empty" if cash == 0 else "nothing_left"
        considered.append(Considered("cash", None, outcome, rest, amount, cash))
    last, before = ("arrears", -minor(case["arrears"])) if case["settlement"] == "account" else (
        case["settlement"], None)
    rest = sum(left)
    considered.append(Considered(last, None, "used" if rest else "nothing_left", rest, rest, before))
    return considered
