# SPDX-License-Identifier: Apache-2.0
"""How a bill is paid, written from the product's rules alone and kept apart from the SQL it judges.

Money is a whole number of minor units (fen, cents); exact amounts are fractions. Nothing here is fast.
"""
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

NOT_FOR_VOUCHERS = frozenset({"sms", "dial_tests"})
KINDS_IN_ORDER = ("ordinary", "full_reduction", "card")
MINOR = 100  # of both CNY and USD


def minor(text):
    """'12.34' -> 1234; refuses what would be rounded."""
    amount = Fraction(text) * MINOR
    if amount.denominator != 1:
        raise ValueError(f"{text} is finer than the currency")
    return amount.numerator


def decimal_text(amount):
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // MINOR}.{abs(amount) % MINOR:02d}"


def parse_instant(text):
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


@dataclass
class Line:
    item: str
    exact: Fraction


@dataclass
class Purse:
    id: str
    kind: str
    balance: int
    valid_from: datetime | None = None
    expires_at: datetime | None = None
    items: frozenset | None = None
    min_spend: int = 0
    frozen: bool = False
    bought: bool = False

    def is_usable(self, at, eligible_spend):
        started = self.valid_from is None or self.valid_from <= at
        ended = self.expires_at is not None and at >= self.expires_at
        enough = self.kind != "full_reduction" or eligible_spend >= self.min_spend
        return started and not ended and not self.frozen and enough and self.balance > 0

    def pays(self, item):
        in_scope = self.items is None or item in self.items
        return in_scope and (self.kind == "card" or item not in NOT_FOR_VOUCHERS)


@dataclass
class Debt:
    """An arrears posting, as far as it is neither repaid nor given back."""
    day: date | None
    workspace: str
    amount: int
    repaid: int = 0


@dataclass
class Account:
    cash: int = 0
    purses: list = field(default_factory=list)  # in order of creation
    debts: list = field(default_factory=list)  # in the order in which the bills made them

    @property
    def arrears(self):
        return sum(debt.amount for debt in self.debts)


@dataclass
class Posting:
    source: str  # a purse's kind, cash, arrears, or the cloud
    purse: str | None
    amount: int
    balance_after: int | None
    lines: list  # (line number from 1, amount)


@dataclass
class Settlement:
    total: int
    residue: Fraction
    charges: list
    postings: list
    debt: Debt | None = None

    def paid(self, source):
        return sum(posting.amount for posting in self.postings if posting.source == source)


def round_half_away(amount):
    magnitude = int(abs(amount) + Fraction(1, 2))
    return magnitude if amount >= 0 else -magnitude


def apportion(exacts):
    """The total in minor units and each line's share of it, by largest remainder."""
    scaled = [exact * MINOR for exact in exacts]
    total = round_half_away(sum(scaled, Fraction(0)))
    shares = [int(amount) for amount in scaled]
    by_fraction = sorted(range(len(scaled)), key=lambda i: (shares[i] - scaled[i], i))
    for i in by_fraction[: total - sum(shares)]:
        shares[i] += 1
    return total, shares


def in_paying_order(purses):
    """(creation number, purse), sorted inside one kind; the stable sort keeps creation order last."""
    with_end = sorted((p for p in purses if p.expires_at is not None), key=lambda p: (p.expires_at, p.balance))
    without_end = sorted((p for p in purses if p.expires_at is None), key=lambda p: p.balance)
    return with_end + without_end


def settle(account, lines, method, at, day=None, workspace=""):
    """Pays one bill and changes the account; method is account, or the cloud's name."""
    total, charges = apportion([line.exact for line in lines])
    residue = sum((line.exact for line in lines), Fraction(0)) - Fraction(total, MINOR)
    open_charges = list(charges)
    eligible = sum(c for line, c in zip(lines, charges) if line.item not in NOT_FOR_VOUCHERS)
    postings = []

    def take(source, limit, pays, purse=None):
        taken = []
        for number, line in enumerate(lines):
            part = min(open_charges[number], limit) if pays(line.item) else 0
            if part > 0:
                open_charges[number] -= part
                limit -= part
                taken.append((number + 1, part))
        amount = sum(part for _, part in taken)
        if amount > 0:
            postings.append(Posting(source, purse, amount, None, taken))
        return amount

    for kind in KINDS_IN_ORDER:
        usable = [p for p in account.purses if p.kind == kind and p.is_usable(at, eligible)]
        for purse in in_paying_order(usable):
            amount = take(kind, purse.balance, purse.pays, purse.id)
            if amount:
                purse.balance -= amount
                postings[-1].balance_after = purse.balance

    if method != "account":
        take(method, total, lambda item: True)
        return Settlement(total, residue, charges, postings)

    amount = take("cash", account.cash, lambda item: True)
    if amount:
        account.cash -= amount
        postings[-1].balance_after = account.cash
    amount = take("arrears", total, lambda item: True)
    if amount:
        debt = Debt(day, workspace, amount)
        account.debts.append(debt)
        postings[-1].balance_after = -account.arrears
        return Settlement(total, residue, charges, postings, debt)
    return Settlement(total, residue, charges, postings)


def recharge(account, amount):
    """Repays arrears, oldest first; what is left becomes cash. Gives the repayments as (debt, amount)."""
    repayments = []
    for debt in sorted(account.debts, key=lambda d: (d.day or date.min, d.workspace.encode())):
        part = min(debt.amount, amount)
        if part > 0:
            debt.amount -= part
            debt.repaid += part
            amount -= part
            repayments.append((debt, part))
    account.debts = [debt for debt in account.debts if debt.amount > 0]
    account.cash += amount
    return repayments


def taken(account, runs):
    """(source, purse, amount) that the runs of one bill have taken by now, in the order in which it is given back."""
    net, last = {}, {}
    for number, posting in enumerate(posting for run in runs for posting in run.postings):
        key = posting.source, posting.purse
        net[key] = net.get(key, 0) + posting.amount
        if posting.amount > 0:
            last[key] = number
    debts = [run.debt for run in runs if run.debt]
    net["arrears", None] = sum(debt.amount for debt in debts)
    net["cash", None] = net.get(("cash", None), 0) + sum(debt.repaid for debt in debts)
    order = ("arrears", "cash", "aws", "alibaba", "card", "full_reduction", "ordinary")
    keys = sorted(net, key=lambda key: (order.index(key[0]), -last.get(key, 0)))
    return [(*key, net[key]) for key in keys if net[key] > 0]


def give_back(account, runs, charges, at):
    """Settles a correction below 0 of the bill with these runs; gives it and the breakage, and changes the account."""
    left = [-charge for charge in charges]
    postings, breakage = [], 0
    for source, name, room in taken(account, runs):
        lines = []
        for number, open_charge in enumerate(left):
            part = min(open_charge, room)
            if part > 0:
                left[number] -= part
                room -= part
                lines.append((number + 1, -part))
        amount = -sum(part for _, part in lines)
        if not lines:
            continue
        postings.append(Posting(source, name, -amount, None, lines))
        if source == "arrears":
            return_debts([run.debt for run in runs if run.debt], amount)
        elif source == "cash":
            account.cash += amount
        elif name is not None:
            breakage += return_to_purse(account, next(p for p in account.purses if p.id == name), amount, at)
    assert not any(left), "more would be given back than was taken"
    cash, account.cash = account.cash, 0
    recharge(account, cash)
    return Settlement(sum(charges), Fraction(0), list(charges), postings), breakage


def return_debts(debts, amount):
    """Newest first."""
    for debt in reversed(debts):
        part = min(debt.amount, amount)
        debt.amount -= part
        amount -= part


def return_to_purse(account, purse, amount, at):
    """An expired purse keeps nothing: a bought card has a substitute for 30 days, all others are breakage."""
    if purse.expires_at is None or at < purse.expires_at:
        purse.balance += amount
        return 0
    if not purse.bought:
        return amount
    account.purses.append(Purse(str(len(account.purses) + 1), "card", amount, at, at + timedelta(days=30),
                                purse.items, bought=True))
    return 0
