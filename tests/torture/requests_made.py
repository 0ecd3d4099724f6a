# SPDX-License-Identifier: Apache-2.0
"""Random requests to the doors, as operators, members, sites and the scheduler make them."""
import hashlib
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta

from psycopg.types.json import Json
from world import INSIDER, ITEMS, OPERATORS, REASON, START


@dataclass(frozen=True)
class Request:
    role: str
    function: str
    session: object  # first argument of the door
    args: tuple
    key: str | None = None  # the last one
    operator: str | None = None
    twisted: bool = False  # another body under a key that was used

    @property
    def values(self):
        return (self.session, *self.args, *([self.key] if self.key else []))


class Requests:
    """Makes requests from a source of randomness; `look` is a connection that reads the books."""

    def __init__(self, pick, world, number):
        self.pick, self.world, self.number = pick, world, number
        self.points = 0
        self.codes = []
        self.proposals = []  # ids to decide, our own and those that others told of
        self.kinds = [
            (self.recharge, 14), (self.grant, 10), (self.refund, 4), (self.adjustment, 5), (self.correction, 8),
            (self.release, 3), (self.voucher_codes, 2), (self.decide, 42), (self.freeze_funds, 3),
            (self.account_freeze, 2), (self.purse_state, 4), (self.prepay, 5), (self.buy_card, 6), (self.activate, 5),
            (self.usage, 12), (self.close, 4)]

    def make(self, look, clock):
        self.look, self.clock = look, clock
        makers, weights = zip(*self.kinds)
        return self.pick.choices(makers, weights)[0]()

    def new_key(self):
        return str(uuid.UUID(int=self.pick.getrandbits(128), version=4))

    def amount(self, most=400):
        return self.pick.choice(("0.01", "1.00", "5.00", "5.00", f"{self.pick.randint(1, most)}.00",
                                 f"{self.pick.randint(0, most)}.{self.pick.randint(1, 99):02d}"))

    def operator(self):
        return self.pick.choice((*OPERATORS, *OPERATORS, *OPERATORS, INSIDER))

    def customer(self):
        return self.pick.choice(self.world.customers)

    def one_of(self, query, *args):
        """A random row that bc_read finds, or None."""
        rows = self.look.execute(query, args).fetchall()
        return self.pick.choice(rows) if rows else None

    # what one operator proposes

    def propose(self, kind, account, payload):
        name = self.operator()
        return Request("bc_operator", "admin.propose", self.world.operators[name],
                       (kind, account, Json(payload), REASON), self.new_key(), name)

    def validity(self):
        expires_at = self.pick.choice((None, None, 1, 1, 4, 30))
        return {} if expires_at is None else {
            "expires_at": (self.clock + timedelta(days=expires_at * self.pick.choice((0.3, 1)))).isoformat()}

    def terms(self):
        terms = {"face": self.amount(), **self.validity()}
        if self.pick.random() < 0.25:
            terms["items"] = self.pick.sample(ITEMS, self.pick.randint(1, 2))
        return terms

    def recharge(self):
        return self.propose("recharge", self.customer().code, {"amount": self.amount(900), "channel": "offline"})

    def grant(self):
        if self.pick.random() < 0.3:
            return self.propose("card_grant", self.customer().code, self.terms())
        kind = self.pick.choice(("ordinary", "full_reduction"))
        least = {"min_spend": self.pick.choice(("10.00", "100.00"))} if kind != "ordinary" else {}
        return self.propose("voucher_grant", self.customer().code, {"kind": kind, **self.terms(), **least})

    def refund(self):
        return self.propose("refund", self.customer().code, {"amount": self.amount(), "channel": "offline"})

    def adjustment(self):
        sign = self.pick.choice(("", "-"))
        return self.propose("adjustment", self.customer().code, {"amount": sign + self.amount(100)})

    def correction(self):
        customer = self.customer()
        bill = self.one_of("SELECT id FROM billing.bill WHERE account_id = %s AND run = 0 AND total > 0", customer.id)
        if bill is None:
            return None
        lines = self.look.execute("SELECT line, charge FROM billing.bill_line WHERE bill_id = %s AND charge > 0",
                                  bill).fetchall()
        chosen = self.pick.sample(lines, self.pick.randint(1, len(lines)))
        sign = self.pick.choice(("", "-", "-"))
        return self.propose("correction", customer.code, {"bill": str(bill[0]), "lines": [
            {"line": str(line), "amount": f"{sign}{self.part_of(charge)}"} for line, charge in chosen]})

    def part_of(self, charge):
        minor = self.pick.choice((1, charge, charge, max(1, charge // 2), self.pick.randint(1, charge)))
        return f"{minor // 100}.{minor % 100:02d}"

    def release(self):
        customer = self.customer()
        hold = self.one_of("SELECT number FROM ledger.hold WHERE account_id = %s", customer.id)
        part = {"amount": self.amount(20)} if self.pick.random() < 0.4 else {}
        return hold and self.propose("release", customer.code, {"hold": str(hold[0]), **part})

    def voucher_codes(self):
        codes = [f"{self.number}-{self.pick.getrandbits(64):x}" for _ in range(self.pick.randint(1, 6))]
        self.codes += codes
        until = self.pick.choice(({}, {"valid_days": "1"}, self.validity()))
        return self.propose("voucher_codes", None, {
            "currency": self.pick.choice(("CNY", "CNY", "USD")),
            "kind": self.pick.choice(("ordinary", "full_reduction")),
            "face": self.amount(), **until, "hashes": [hashlib.sha256(code.encode()).hexdigest() for code in codes]})

    def decide(self):
        """The newest proposals more often, so that several operators are at the same ones."""
        if not self.proposals:
            return None
        place = min(int(self.pick.expovariate(0.4)), len(self.proposals) - 1)
        proposal = self.proposals[-1 - place]
        if self.pick.random() < 0.7:
            self.proposals.remove(proposal)
        name = self.operator()
        door = "admin.approve" if self.pick.random() < 0.85 else "admin.reject"
        return Request("bc_operator", door, self.world.operators[name], (proposal, REASON), None, name)

    # what one operator does alone

    def alone(self, function, *args):
        name = self.operator()
        return Request("bc_operator", function, self.world.operators[name], args, self.new_key(), name)

    def freeze_funds(self):
        return self.alone("admin.freeze_funds", self.customer().code, self.amount(60), REASON)

    def account_freeze(self):
        door = self.pick.choice(("admin.freeze_account", "admin.unfreeze_account", "admin.unfreeze_account"))
        return self.alone(door, self.customer().code, REASON)

    def purse_state(self):
        customer = self.customer()
        purse = self.one_of("SELECT id FROM ledger.purse WHERE account_id = %s AND balance > 0", customer.id)
        door = self.pick.choice(("freeze", "freeze", "unfreeze", "unfreeze", "void"))
        return purse and self.alone(f"admin.{door}_purse", customer.code, str(purse[0]), REASON)

    def prepay(self):
        order = f"order-{self.pick.randint(1, 9)}"
        return self.alone("admin.prepay", self.customer().code, order, self.amount(120), REASON)

    # what members and sites do

    def as_member(self, customer, function, *args):
        return Request("bc_api", function, self.pick.choice(customer.sessions), args, self.new_key())

    def buy_card(self):
        return self.as_member(self.customer(), "api.buy_card", self.pick.choice(("100", "100.00", "300.00")))

    def activate(self):
        if not self.codes:
            return None
        code = hashlib.sha256(self.pick.choice(self.codes).encode()).digest()
        return self.as_member(self.customer(), "api.activate_voucher", code)

    def usage(self):
        customer = self.customer()
        workspace = self.pick.choice(customer.workspaces)
        records = []
        for item in self.pick.sample(ITEMS, self.pick.randint(1, 3)):
            hour = self.clock.replace(minute=0, second=0, microsecond=0) - timedelta(hours=self.pick.randint(0, 8))
            hour = max(hour, START)
            self.points += 1
            quantity = {"a": self.pick.randint(0, 9000), "b": self.pick.randint(0, 60), "sms": self.pick.randint(0, 90)}
            records.append({"id": f"{self.number}-{self.points}", "workspace": workspace.code, "meter": item,
                            "hour": hour.strftime("%Y-%m-%dT%H:00:00Z"), "quantity": str(quantity[item])})
        return Request("bc_api", "api.add_usage", self.world.credentials[workspace.site], (Json({"records": records}),))

    def close(self):
        """An operator closes what is over, beside the scheduler."""
        site, name = self.pick.choice(list(self.world.credentials)), self.operator()
        day = (self.clock - timedelta(hours=self.pick.choice((9, 24)))).date().isoformat()
        return Request("bc_operator", "admin.close_step", self.world.operators[name],
                       (site, day, self.pick.choice((1, 3, 50))), None, name)

    def twist(self, request):
        """Another body under the same key, or None where a door has nothing else to say."""
        if request.key is None or REASON not in request.args:
            return None
        place = request.args.index(REASON)
        args = (*request.args[:place], "another reason", *request.args[place + 1:])
        return replace(request, args=args, twisted=True)
