# SPDX-License-Identifier: Apache-2.0
"""Derives an account's money anew from its journal, in the order of seq, and says where the books differ.

Bills are paid again by tests/model/deduction.py; everything else by the product's rules as they are written here.
"""
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from itertools import groupby

from canonical import FIRST_HEAD, link, purse_terms
from deduction import Account, Debt, Line, Purse, settle

PURSES = ("ordinary", "full_reduction", "card")
CLOUDS = ("aws", "alibaba")
GIVE_BACK = ("arrears", "cash", "cloud", "card", "full_reduction", "ordinary")
# Kind of an operation's entries -> what they may be: kind, source's class, contra, sign.
SHAPES = {
    "grant": {("grant", "purse", "promotion", 1)},
    "activation": {("activation", "purse", "promotion", 1)},
    "recharge": {("recharge", "cash", "clearing_offline", 1)},
    "refund": {("refund", "cash", "clearing_offline", -1)},
    "expiry": {("expiry", "purse", "breakage", -1)},
    "purchase": {("purchase", "cash", "purchase", -1), ("purchase", "purse", "purchase", 1),
                 ("purchase", "cash", "prepaid", -1), ("purchase", "purse", "prepaid", -1)},
    "freeze": {("freeze", "cash", "hold", -1), ("freeze", "frozen", "hold", 1), ("freeze", "cash", "hold", 0),
               ("freeze", "purse", "hold", 0)},
    "unfreeze": {("unfreeze", "frozen", "hold", -1), ("unfreeze", "cash", "hold", 1), ("unfreeze", "cash", "hold", 0),
                 ("unfreeze", "purse", "hold", 0)},
    "adjustment": {("adjustment", "cash", "adjustment", 1), ("adjustment", "cash", "adjustment", -1),
                   ("adjustment", "purse", "promotion", -1)},
}
REPAYMENT = {("repayment", "cash", "repayment", -1), ("repayment", "arrears", "repayment", 1)}


AFTER_CORRECTION = REPAYMENT | {
    ("expiry", "purse", "breakage", -1), ("adjustment", "purse", "purchase", -1),
    ("adjustment", "purse", "purchase", 1)}


def group_of(source):
    return "cloud" if source in CLOUDS else source


def sign(number):
    return (number > 0) - (number < 0)


def shape(entry):
    source = "purse" if entry.source in PURSES else entry.source
    return entry.kind, source, entry.contra, sign(entry.amount)


@dataclass
class OpenDebt:
    seq: int
    day: object
    workspace: str
    amount: int
    repaid: int = 0
    returned: int = 0

    @property
    def owed(self):
        return self.amount - self.repaid - self.returned


@dataclass
class Paid:
    """What a bill and its corrections took by (source, purse), and the debts they made."""
    by_source: Counter = field(default_factory=Counter)
    debts: list = field(default_factory=list)

    def room(self):
        """What may be given back: debts as far as they are owed, the rest of them as cash."""
        room = Counter()
        for (source, _), amount in self.by_source.items():
            room[group_of(source)] += amount
        room["cash"] += sum(debt.repaid for debt in self.debts)
        room["arrears"] = sum(debt.owed for debt in self.debts)
        return room


class Replay:
    def __init__(self, rows, account):
        self.rows, self.account = rows, account
        self.terms = {purse.number: purse for purse in rows.purses[account.account_id]}
        self.cash = self.frozen = 0
        self.is_frozen = False
        self.purses, self.debts = {}, []
        self.paid = defaultdict(Paid)
        self.wrong = []
        self.last_bill = None
        self.over = {}  # number of a purse that was booked out as expired -> seq
        self.void = set()

    def complain(self, seq, what):
        self.wrong.append(f"{self.account.code} seq {seq}: {what}")

    @property
    def arrears(self):
        return sum(debt.owed for debt in self.debts)

    def balance_of(self, kind):
        return sum(purse.balance for purse in self.purses.values() if purse.kind == kind)

    def run(self):
        entries = self.rows.entries[self.account.account_id]
        head = FIRST_HEAD
        for number, entry in enumerate(entries, 1):
            head = link(head, entry)
            if entry.seq != number or entry.hash != head:
                self.complain(entry.seq, "the chain is broken")
                return self.wrong
        stamps = [entry.recorded_at for entry in entries]
        if sorted(set(stamps)) != stamps:
            self.complain(0, "stamps do not rise")
        for number, (operation, group) in enumerate(groupby(entries, key=lambda entry: entry.operation), 1):
            if number != operation:
                self.complain(0, f"operation {operation} is the {number}th")
            self.play(operation, list(group))
        self.compare_end(head, entries)
        return self.wrong

    def play(self, operation, entries):
        first = entries[0]
        bill = self.rows.bills.get(first.bill_id)
        asked = self.rows.operations.get((self.account.account_id, operation))
        if (bill is None or bill.corrects is not None) != (asked is not None):
            self.complain(first.seq, "an operation is asked for, or a bill's settlement")
        if bill is not None:
            self.play_bill(bill, [entry for entry in entries if entry.bill_id == bill.id])
            rest = [entry for entry in entries if entry.bill_id != bill.id]
            for entry in rest:
                if shape(entry) not in AFTER_CORRECTION or bill.total > 0 and entry.kind != "repayment":
                    self.complain(entry.seq, f"{shape(entry)} after a bill")
                self.apply(entry)
            if bill.total < 0:
                self.check_returned(entries)
        else:
            self.check_shape(asked, entries)
            self.check_rule(asked, entries)
            for entry in entries:
                self.apply(entry)
        if self.cash > 0 and self.arrears > 0:
            self.complain(entries[-1].seq, "cash and arrears stand beside one another")

    def check_shape(self, asked, entries):
        allowed = SHAPES.get(asked.kind, set()) | REPAYMENT
        for entry in entries:
            if shape(entry) not in allowed:
                self.complain(entry.seq, f"{shape(entry)} in an operation of kind {asked.kind}")
        if asked.request_key is None and asked.kind != "expiry":
            self.complain(entries[0].seq, "only the sweep works without a key")

    def check_rule(self, asked, entries):
        own = [entry for entry in entries if entry.kind != "repayment"]
        first, total = own[0], sum(entry.amount for entry in own)
        if asked.kind in ("grant", "activation"):
            purse = self.terms[first.purse]
            if (len(own), first.amount) != (1, purse.face) or first.purse != len(self.purses) + 1:
                self.complain(first.seq, "a grant fills the next purse with its face")
        elif asked.kind == "expiry":
            self.check_expiry(own)
        elif asked.kind == "refund" and self.is_frozen:
            self.complain(first.seq, "a refund of a frozen account")
        elif asked.kind == "purchase":
            self.check_purchase(own, total)
        elif asked.kind in ("freeze", "unfreeze") and total != 0:
            self.complain(first.seq, "what is frozen comes from cash and goes there")

    def check_expiry(self, entries):
        for entry in entries:
            purse = self.purses[entry.purse]
            if purse.expires_at is None or purse.expires_at > entry.recorded_at or -entry.amount != purse.balance:
                self.complain(entry.seq, "an expired purse is booked out, in full")
            self.over[entry.purse] = entry.seq

    def check_purchase(self, entries, total):
        if self.is_frozen or self.arrears > 0:
            self.complain(entries[0].seq, "a purchase of a frozen account, or in arrears")
        if entries[0].contra == "purchase":
            card = self.terms[entries[-1].purse]
            if total != 0 or card.face != entries[-1].amount or card.face % 10000 or card.origin != "bought":
                self.complain(entries[0].seq, "a card is paid by cash, in hundreds")
            return
        expected = [self.plan_prepaid(-total, at) for at in self.rows.clocks_before(entries[0].recorded_at)]
        if [(entry.source, entry.purse, -entry.amount) for entry in entries] not in expected:
            self.complain(entries[0].seq, f"a prepaid purchase is paid otherwise: {expected}")

    def plan_prepaid(self, amount, at):
        """As a bill of one line that every purse without a scope pays, a voucher's min_spend included."""
        model = self.model(purses=[purse for purse in self.copies() if purse.items is None])
        paid = settle(model, [Line("a", Fraction(amount, 100))], "account", at)
        return [(posting.source, posting.purse, posting.amount) for posting in paid.postings]

    def copies(self):
        return [Purse(number, purse.kind, purse.balance, purse.valid_from, purse.expires_at,
                      None if purse.items is None else frozenset(purse.items), purse.min_spend, purse.frozen)
                for number, purse in self.purses.items() if purse.balance > 0]

    def model(self, purses=None):
        debts = [Debt(debt.day, debt.workspace, debt.owed) for debt in self.debts if debt.owed]
        return Account(self.cash, self.copies() if purses is None else purses, debts)

    # bills

    def play_bill(self, bill, entries):
        if bill.corrects is not None and bill.total < 0:
            return self.play_give_back(bill, entries)
        lines = self.rows.lines[bill.id]
        settlement = self.rows.settlements[bill.id]
        if bill.corrects is None:
            moments = [bill.ends_at - timedelta(microseconds=1)]
            self.check_place(bill, entries[0])
        else:
            moments = self.rows.clocks_before(entries[0].recorded_at)
        stored = [(entry.source, entry.purse, -entry.amount, entry.balance_after,
                   list(zip(entry.lines, entry.line_amounts))) for entry in entries]
        for at in moments:
            expected = settle(self.model(), [Line(line.item, Fraction(line.exact)) for line in lines],
                              settlement.method, at, bill.day, bill.workspace)
            wanted = [(p.source, p.purse, p.amount, p.balance_after, p.lines) for p in expected.postings]
            if stored == wanted:
                break
        else:
            self.complain(entries[0].seq, f"bill {bill.workspace} {bill.day}: {stored} and not {wanted}")
        if expected.total != bill.total or expected.charges != [line.charge for line in lines]:
            self.complain(entries[0].seq, f"bill {bill.workspace} {bill.day}: charges {expected.charges}")
        for entry in entries:
            kind = "deduction" if bill.corrects is None else "adjustment"
            if (entry.kind, entry.contra, entry.evidence) != (kind, "revenue", bill.input_hash) or (
                    bill.corrects is None and entry.effective_day != bill.day):
                self.complain(entry.seq, "an entry of a bill says something else")
            self.apply(entry, bill)
            if entry.source != "arrears":
                self.paid[bill.corrects or bill.id].by_source[entry.source, entry.purse] -= entry.amount
        self.check_settlement(settlement, entries)

    def check_settlement(self, settlement, entries):
        sums = Counter()
        for entry in entries:
            sums[group_of(entry.source)] -= entry.amount
        found = (settlement.ordinary, settlement.full_reduction, settlement.card, settlement.cash, settlement.arrears,
                 settlement.cloud)
        if found != tuple(sums[name] for name in (*PURSES, "cash", "arrears", "cloud")) or (
                settlement.operation, settlement.first_seq, settlement.last_seq) != (
                entries[0].operation, entries[0].seq, entries[-1].seq):
            self.complain(entries[0].seq, "the settlement says something else than its entries")

    def check_place(self, bill, entry):
        """Bills in the order of their ends and workspaces, and none that an expired purse could have paid."""
        place = (bill.ends_at, bill.workspace.encode())
        if self.last_bill is not None and place < self.last_bill and not self.rows.faults:
            self.complain(entry.seq, f"bill {bill.workspace} {bill.day} is out of order")
        self.last_bill = place
        for number in self.over:
            if self.terms[number].expires_at >= bill.ends_at:
                self.complain(entry.seq, f"purse {number} was booked out before the bill of {bill.day}")

    def play_give_back(self, bill, entries):
        """Arrears not yet repaid, cash (repaid arrears included), cloud, card, full-reduction, ordinary."""
        paid = self.paid[bill.corrects]
        room, left, expected = paid.room(), -bill.total, Counter()
        for source in GIVE_BACK:
            expected[source] = min(left, room[source])
            left -= expected[source]
        given = Counter()
        for entry in entries:
            given[group_of(entry.source)] += entry.amount
            self.apply(entry, bill)
            if entry.source != "arrears":
                paid.by_source[entry.source, entry.purse] -= entry.amount
            if entry.purse is not None and paid.by_source[entry.source, entry.purse] < 0:
                self.complain(entry.seq, f"purse {entry.purse} is given back more than it paid")
            if (entry.kind, entry.contra, entry.evidence) != ("adjustment", "revenue", bill.input_hash):
                self.complain(entry.seq, "an entry of a correction says something else")
        if left or +given != +expected:
            self.complain(entries[0].seq, f"correction gave back {+given} and not {+expected}, {left} too much")
        self.check_settlement(self.rows.settlements[bill.id], entries)

    def check_returned(self, entries):
        """What went back to a purse that is over doesn't stay; a bought card gets a substitute for 30 days."""
        for entry in (entry for entry in entries if entry.bill_id is not None and entry.purse is not None):
            terms, purse = self.terms[entry.purse], self.purses[entry.purse]
            is_over = entry.purse in self.over or entry.purse in self.void or (
                terms.expires_at is not None and terms.expires_at <= self.rows.clocks_before(entry.recorded_at)[0])
            taken = [other for other in entries if other.bill_id is None and other.purse == entry.purse]
            if is_over != bool(taken) or (taken and (len(taken) > 1 or taken[0].amount != -entry.amount)):
                self.complain(entry.seq, f"given back to purse {entry.purse}, which is over: {is_over}")
            if is_over and terms.origin == "bought":
                new = [self.terms[other.purse] for other in entries if other.purse and other.bill_id is None
                       and self.terms[other.purse].replaces == entry.purse]
                days = [(card.expires_at - entry.recorded_at) / timedelta(days=1) for card in new]
                if [card.face for card in new] != [entry.amount] or not 29 < days[0] < 32 or purse.kind != "card":
                    self.complain(entry.seq, f"the substitute of card {entry.purse} is {new}")

    # entries

    def apply(self, entry, bill=None):
        if entry.source == "cash":
            self.cash += entry.amount
            if entry.amount == 0:
                self.is_frozen = entry.kind == "freeze"
        elif entry.source == "frozen":
            self.frozen += entry.amount
        elif entry.source == "arrears":
            self.apply_arrears(entry, bill)
        elif entry.source in PURSES:
            self.apply_purse(entry)
        after = (self.cash, self.frozen, self.arrears, *map(self.balance_of, PURSES))
        stored = (entry.cash_after, entry.frozen_after, entry.arrears_after, entry.ordinary_after,
                  entry.full_reduction_after, entry.cards_after)
        if after != stored:
            self.complain(entry.seq, f"{entry.kind} leaves {stored} and not {after}")
        if min(stored) < 0:
            self.complain(entry.seq, f"a balance below 0: {stored}")

    def apply_purse(self, entry):
        if entry.purse not in self.purses:
            terms = self.terms[entry.purse]
            self.purses[entry.purse] = Purse(entry.purse, terms.kind, 0, terms.valid_from, terms.expires_at,
                                             terms.items, terms.min_spend)
            if entry.evidence != purse_terms(terms) or entry.kind == "deduction":
                self.complain(entry.seq, "the entry that fills a purse does not vouch for its terms")
        purse = self.purses[entry.purse]
        purse.balance += entry.amount
        if entry.amount == 0:
            purse.frozen = entry.kind == "freeze"
        elif (entry.kind, entry.contra) == ("adjustment", "promotion"):
            self.void.add(entry.purse)
        if entry.balance_after != purse.balance or purse.kind != entry.source:
            self.complain(entry.seq, f"purse {entry.purse} holds {purse.balance}, not {entry.balance_after}")

    def apply_arrears(self, entry, bill):
        if entry.kind == "repayment":
            self.repay(entry)
        elif entry.amount < 0:
            debt = OpenDebt(entry.seq, bill.day, bill.workspace, -entry.amount)
            self.debts.append(debt)
            self.paid[bill.corrects or bill.id].debts.append(debt)
        else:
            left = entry.amount
            for debt in reversed(self.paid[bill.corrects].debts):
                part = min(debt.owed, left)
                debt.returned += part
                left -= part

    def repay(self, entry):
        if entry.amount != min(entry.amount + self.cash, self.arrears):
            self.complain(entry.seq, f"{entry.amount} repaid of {self.arrears}, {self.cash} left")
        left, shares = entry.amount, []
        for debt in sorted((debt for debt in self.debts if debt.owed),
                           key=lambda debt: (debt.day, debt.workspace.encode(), debt.seq)):
            part = min(debt.owed, left)
            if part > 0:
                debt.repaid += part
                left -= part
                shares.append((debt.seq, part))
        stored = self.rows.repayments[self.account.account_id, entry.seq]
        if sorted(shares) != sorted(stored):
            self.complain(entry.seq, f"repaid {sorted(stored)} and not {sorted(shares)}")

    def compare_end(self, head, entries):
        row = self.account
        found = (row.cash, row.frozen, row.arrears, row.ordinary, row.full_reduction, row.cards, row.is_frozen,
                 row.last_seq, row.last_hash, row.purses)
        wanted = (self.cash, self.frozen, self.arrears, *map(self.balance_of, PURSES), self.is_frozen, len(entries),
                  head, len(self.purses))
        if found != wanted:
            self.complain(len(entries), f"the account says {found} and not {wanted}")
        for number, terms in self.terms.items():
            purse = self.purses.get(number)
            if purse is None or (purse.balance, purse.frozen) != (terms.balance, terms.frozen):
                self.complain(len(entries), f"purse {number} says {terms.balance} and not {purse}")
            over = number in self.over or number in self.void
            ended = terms.expires_at is not None and terms.expires_at <= self.rows.clocks[-1]
            if terms.is_over and terms.balance or over and not terms.is_over or (
                    ended and not terms.is_over and not self.rows.open_days):
                self.complain(len(entries), f"purse {number} is over: {terms.is_over}, and holds {terms.balance}")
        debts = {debt.seq: (debt.amount, debt.repaid, debt.returned) for debt in self.debts}
        stored = {debt.seq: (debt.amount, debt.repaid, debt.returned) for debt in self.rows.debts[row.account_id]}
        if debts != stored:
            self.complain(len(entries), f"debts are {stored} and not {debts}")
        held = sum(hold.remaining for hold in self.rows.holds[row.account_id])
        if held != self.frozen:
            self.complain(len(entries), f"holds come to {held} and not {self.frozen}")
