# SPDX-License-Identifier: Apache-2.0
"""One account in a database and in a model, to which the same steps are done; after each, both must say the same.

A step is a name and arguments of JSON, so that a failure can be kept and replayed (regressions.jsonl).
"""
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

import deduction
import psycopg
from deduction import Account, Debt, Line, Purse, decimal_text, settle
from psycopg.types.json import Json
from world import ITEMS, PRICES, REASON, START, call, set_clock

ORDER = ("arrears", "cash", "cloud", "card", "full_reduction", "ordinary")
STATE = ("SELECT cash, frozen, arrears, is_frozen, ordinary, full_reduction, cards FROM ledger.account"
         " WHERE account_id = %s")
PURSES = "SELECT balance, frozen, is_over FROM ledger.purse WHERE account_id = %s ORDER BY number"


class Refused(Exception):
    """By the model, with the SQLSTATE that the database must give."""


def refuse_if(condition, state):
    if condition:
        raise Refused(state)


@dataclass
class Owned(Purse):
    origin: str = "granted"
    over: bool = False


@dataclass
class Owed(Debt):
    repaid: int = 0


@dataclass
class Bill:
    day: object
    items: list
    net: list  # by line
    taken: dict = field(default_factory=dict)  # (source, purse number) -> [amount, when it last paid]
    debts: list = field(default_factory=list)


class Model:
    def __init__(self):
        self.money, self.frozen, self.is_frozen, self.holds, self.bills = Account(), 0, False, [], []
        self.clock, self.paying = START, 0

    def repay(self):
        cash, self.money.cash = self.money.cash, 0
        for debt, part in deduction.recharge(self.money, cash):
            debt.repaid += part

    def add_cash(self, amount):
        self.money.cash += amount
        self.repay()

    def take_cash(self, amount):
        refuse_if(self.money.cash < amount, "LG026")
        self.money.cash -= amount

    def add_purse(self, kind, face, expires_at, items, min_spend, origin="granted"):
        self.money.purses.append(Owned(str(len(self.money.purses)), kind, face, self.clock, expires_at, items,
                                       min_spend, origin=origin))

    def may_spend(self):
        refuse_if(self.is_frozen, "LG027")
        refuse_if(self.money.debts, "LG026")

    def pay(self, bill, lines, at):
        """Settles lines for a bill; notes who paid."""
        known = set(map(id, self.money.debts))
        paid = settle(self.money, lines, "account", at, bill.day, "w")
        self.money.debts = [debt if id(debt) in known else Owed(debt.day, debt.workspace, debt.amount)
                            for debt in self.money.debts]
        bill.debts += [debt for debt in self.money.debts if id(debt) not in known]
        for posting in paid.postings:
            self.paying += 1
            if posting.source != "arrears":
                key = posting.source, posting.purse
                bill.taken[key] = [bill.taken.get(key, [0])[0] + posting.amount, self.paying]
        return paid

    def give_back(self, bill, amount):
        for source in ORDER:
            if source == "arrears":
                for debt in reversed(bill.debts):
                    part = min(debt.amount, amount)
                    debt.amount -= part
                    amount -= part
                self.money.debts = [debt for debt in self.money.debts if debt.amount]
            elif source == "cash":
                taken = bill.taken.setdefault(("cash", None), [0, 0])
                part = min(taken[0] + sum(debt.repaid for debt in bill.debts), amount)
                taken[0] -= part
                amount -= part
                self.money.cash += part
            else:
                paid = sorted((key for key in bill.taken if key[0] == source), key=lambda key: -bill.taken[key][1])
                for key in paid:
                    part = min(bill.taken[key][0], amount)
                    bill.taken[key][0] -= part
                    amount -= part
                    self.return_to(self.money.purses[int(key[1])], part)
        assert amount == 0
        self.repay()

    def return_to(self, purse, amount):
        if amount == 0:
            return
        if not purse.over and (purse.expires_at is None or purse.expires_at > self.clock):
            purse.balance += amount
        elif purse.origin == "bought":
            self.add_purse("card", amount, self.clock + timedelta(days=30), purse.items, 0, "bought")

    def end_day(self, ends_at):
        for purse in self.money.purses:
            if purse.expires_at is not None and purse.expires_at <= self.clock:
                purse.balance, purse.over = 0, True

    def state(self):
        sums = [sum(p.balance for p in self.money.purses if p.kind == kind)
                for kind in ("ordinary", "full_reduction", "card")]
        return (self.money.cash, self.frozen, self.money.arrears, self.is_frozen, *sums), [
            (purse.balance, purse.frozen, purse.over) for purse in self.money.purses]


class SideBySide:
    """On a connection of a superuser in a transaction, which is rolled back at the end."""

    def __init__(self, connection, world):
        self.db, self.model, self.steps = connection, Model(), []
        self.customer, self.sessions = world.customers[0], world.sessions()
        self.credential = world.credentials["cn"]
        self.bill_ids = []
        connection.execute("SELECT 1")  # begins the transaction, in which each step is a savepoint

    def do(self, name, **args):
        self.steps.append([name, args])
        expected = found = None
        try:
            getattr(self, f"model_{name}")(**args)
        except Refused as refused:
            expected = str(refused)
        try:
            with self.db.transaction():
                getattr(self, f"db_{name}")(**args)
        except psycopg.Error as error:
            found = error.sqlstate
        assert found == expected, f"{name} {args}: the database says {found}, the model {expected}"
        account = self.db.execute(STATE, (self.customer.id,)).fetchone()
        purses = self.db.execute(PURSES, (self.customer.id,)).fetchall()
        assert (account, purses) == self.model.state(), f"after {name} {args}"

    def sound(self):
        broken = self.db.execute("SELECT * FROM app.check_invariants() WHERE violations <> 0").fetchall()
        assert not broken, broken

    def propose(self, kind, payload):
        proposal = call(self.db, "admin.propose", self.sessions[0], kind, self.customer.code, Json(payload), REASON,
                        str(uuid.uuid4()))["proposal"]
        return call(self.db, "admin.approve", self.sessions[1], proposal, REASON)

    def alone(self, door, *args):
        return call(self.db, f"admin.{door}", self.sessions[0], self.customer.code, *args, REASON, str(uuid.uuid4()))

    # the steps, by the model and by the database

    def model_recharge(self, amount):
        self.model.add_cash(amount)

    def db_recharge(self, amount):
        self.propose("recharge", {"amount": decimal_text(amount), "channel": "offline"})

    def model_refund(self, amount):
        refuse_if(self.model.is_frozen, "LG027")
        self.model.take_cash(amount)

    def db_refund(self, amount):
        self.propose("refund", {"amount": decimal_text(amount), "channel": "offline"})

    def model_adjust(self, amount):
        refuse_if(amount == 0, "LG004")
        refuse_if(self.model.money.cash + amount < 0, "LG026")
        self.model.add_cash(amount)

    def db_adjust(self, amount):
        self.propose("adjustment", {"amount": decimal_text(amount)})

    def expiry(self, hours):
        return None if hours is None else self.model.clock + timedelta(hours=hours)

    def model_grant(self, kind, face, hours, items, min_spend):
        scope = None if items is None else frozenset(items)
        self.model.add_purse(kind, face, self.expiry(hours), scope, min_spend if kind == "full_reduction" else 0)

    def db_grant(self, kind, face, hours, items, min_spend):
        payload = {"face": decimal_text(face)}
        if hours is not None:
            payload["expires_at"] = self.expiry(hours).isoformat()
        if items is not None:
            payload["items"] = items
        if kind == "full_reduction":
            payload["min_spend"] = decimal_text(min_spend)
        if kind == "card":
            return self.propose("card_grant", payload)
        return self.propose("voucher_grant", {"kind": kind, **payload})

    def model_buy_card(self, hundreds):
        self.model.may_spend()
        self.model.take_cash(hundreds * 10000)
        self.model.add_purse("card", hundreds * 10000, self.model.clock + timedelta(days=365), None, 0, "bought")

    def db_buy_card(self, hundreds):
        call(self.db, "api.buy_card", self.customer.sessions[0], f"{hundreds}00", str(uuid.uuid4()))

    def model_prepay(self, amount):
        self.model.may_spend()
        unscoped = [purse for purse in self.model.money.purses if purse.items is None]
        trial = Account(10**12, [Owned(**vars(purse)) for purse in unscoped])
        paid = settle(trial, [Line("", Fraction(amount, 100))], "account", self.model.clock)
        refuse_if(paid.paid("cash") > self.model.money.cash, "LG026")
        self.model.money.cash -= paid.paid("cash")
        for posting in paid.postings:
            if posting.purse is not None:
                self.model.money.purses[int(posting.purse)].balance -= posting.amount

    def db_prepay(self, amount):
        self.alone("prepay", "order-1", decimal_text(amount))

    def model_hold(self, amount):
        self.model.take_cash(amount)
        self.model.frozen += amount
        self.model.holds.append(amount)

    def db_hold(self, amount):
        self.alone("freeze_funds", decimal_text(amount))

    def model_release(self, hold, amount):
        holds = self.model.holds
        refuse_if(hold >= len(holds) or holds[hold] == 0, "LG036")
        part = holds[hold] if amount is None else amount
        refuse_if(part > holds[hold], "LG004")
        holds[hold] -= part
        self.model.frozen -= part
        self.model.add_cash(part)

    def db_release(self, hold, amount):
        part = {} if amount is None else {"amount": decimal_text(amount)}
        self.propose("release", {"hold": str(hold + 1), **part})

    def model_freeze_account(self, frozen):
        refuse_if(frozen == self.model.is_frozen, "LG027" if frozen else "LG032")
        self.model.is_frozen = frozen

    def db_freeze_account(self, frozen):
        self.alone("freeze_account" if frozen else "unfreeze_account")

    def model_purse(self, number, action):
        purses = self.model.money.purses
        refuse_if(number >= len(purses), "LG031")
        purse = purses[number]
        refuse_if(purse.over or action == "freeze" and purse.frozen or action == "unfreeze" and not purse.frozen or
                  action == "void" and (purse.origin == "bought" or purse.balance == 0), "LG032")
        if action == "void":
            purse.balance, purse.over = 0, True
        else:
            purse.frozen = action == "freeze"

    def db_purse(self, number, action):
        row = self.db.execute("SELECT id FROM ledger.purse WHERE account_id = %s AND number = %s",
                              (self.customer.id, number + 1)).fetchone()
        self.alone(f"{action}_purse", str(row[0] if row else uuid.uuid4()))

    # bills

    def day_end(self):
        end = self.model.clock.replace(hour=16, minute=0, second=0, microsecond=0)
        return end if end > self.model.clock else end + timedelta(days=1)

    def model_day(self, quantities):
        ends_at = self.day_end()
        lines = [Line(item, Fraction(PRICES[item]) * quantity) for item, quantity in zip(ITEMS, quantities) if quantity]
        bill = Bill((ends_at - timedelta(hours=1)).date(), [line.item for line in lines], [])
        self.model.clock = ends_at + timedelta(minutes=20)
        bill.net = self.model.pay(bill, lines, ends_at - timedelta(microseconds=1)).charges
        self.model.bills.append(bill)
        self.model.end_day(ends_at)

    def db_day(self, quantities):
        ends_at = self.model.clock - timedelta(minutes=20)
        hour = (ends_at - timedelta(hours=1)).strftime("%Y-%m-%dT%H:00:00Z")
        records = [{"id": f"{item}-{hour}", "workspace": self.customer.workspaces[0].code, "meter": item, "hour": hour,
                    "quantity": str(quantity)} for item, quantity in zip(ITEMS, quantities) if quantity]
        set_clock(self.db, self.model.clock)
        if records:
            call(self.db, "api.add_usage", self.credential, Json({"records": records}))
        day = (ends_at - timedelta(hours=1)).astimezone(tz=None).date()
        while not self.db.execute("SELECT done FROM admin.close_step(%s, 'cn', %s, 10)",
                                  (self.sessions[0], day)).fetchone()[0]:
            pass
        while self.db.execute("SELECT app.sweep_accounts(10)").fetchone()[0]:
            pass
        self.bill_ids.append(self.db.execute(
            "SELECT id FROM billing.bill WHERE account_id = %s AND day = %s AND run = 0",
            (self.customer.id, day)).fetchone()[0])

    def model_hours(self, hours):
        self.model.clock = min(self.model.clock + timedelta(hours=hours), self.day_end() - timedelta(minutes=1))

    def db_hours(self, hours):
        set_clock(self.db, self.model.clock)

    def model_correct(self, bill, line, amount):
        bills = self.model.bills
        refuse_if(bill >= len(bills), "LG018")
        corrected = bills[bill]
        refuse_if(line >= len(corrected.net), "LG005")
        refuse_if(amount == 0, "LG004")
        refuse_if(corrected.net[line] + amount < 0, "LG035")
        corrected.net[line] += amount
        if amount > 0:
            self.model.pay(corrected, [Line(corrected.items[line], Fraction(amount, 100))], self.model.clock)
            return
        self.model.give_back(corrected, -amount)

    def db_correct(self, bill, line, amount):
        bill_id = self.bill_ids[bill] if bill < len(self.bill_ids) else uuid.uuid4()
        numbers = self.db.execute(
            "SELECT line FROM billing.bill_line WHERE bill_id = %s AND quantity > 0 ORDER BY line",
            (bill_id,)).fetchall()
        number = numbers[line][0] if line < len(numbers) else 999
        self.propose("correction", {"bill": str(bill_id), "lines": [
            {"line": str(number), "amount": decimal_text(amount)}]})


