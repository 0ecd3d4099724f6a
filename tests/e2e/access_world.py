# SPDX-License-Identifier: Apache-2.0
"""Two accounts that must not see one another, and everyone who might call a door."""
import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from books import REASON, point
from contract import operation_of
from harness import wait_until
from members import add_member, open_session, operator_token
from psycopg.types.json import Json
from tokens import read_keys

ROLES = ("owner", "finance", "viewer")
CALLERS = ("nobody", "garbage", "site", "operator", *ROLES, "stranger", "disabled", "signed_out", "expired")
NOTE = "note-zq81-of-the-first"
# What the first account alone has; no other amount of the tests is like them.
FACES = {"ordinary": "75319.13", "full_reduction": "64208.29", "card": "53197.31"}
RECHARGE = "86420.97"


@dataclass
class Tenant:
    """An account with workspaces, purses, a closed day and members."""
    code: str
    workspaces: list
    logins: dict
    bills: list = field(default_factory=list)
    purses: list = field(default_factory=list)
    secrets: set = field(default_factory=set)


@dataclass
class Caller:
    """Someone at the doors: what goes into Authorization and into the cookie."""
    api: object
    name: str
    login: str
    credential: str = None
    cookie: str = None

    def call(self, operation, path=None, nonsense=False, headers=None, **options):
        path = path or operation.path
        cookie = {"Cookie": f"bc_refresh={self.cookie}"} if self.cookie and path.startswith("/v1/session") else {}
        return self.api.request(operation.method, path, self.credential, nonsense,
                                headers={**cookie, **(headers or {})}, **options)

    def get(self, path, **options):
        return self.call(operation_of("GET", path), path, **options)


class AccessWorld:
    def __init__(self, stack, books, api):
        self.books = books
        self.api = api
        self.key = read_keys(stack.state / "token-keys")[0]
        self.common = books.add_site("common-site")
        self.hidden = books.add_site("hidden-zq81-site")
        self.first = self.add_tenant("acct-zq81-first", [(self.common, "ws-zq81-open"), (self.hidden, "ws-zq81-dark")])
        self.second = self.add_tenant("acct-second", [(self.common, "ws-second")])
        self.fund()
        self.close_a_day()
        for tenant in (self.first, self.second):
            self.look_up(tenant)

    def add_tenant(self, code, workspaces):
        self.books.add_account(code, price_lists={"CN": "2022"})
        for site, workspace in workspaces:
            self.books.add_workspace(site, workspace, code)
        logins = {role: add_member(self.books, code, f"{role}@{code}.example", role) for role in ROLES}
        logins["disabled"] = add_member(self.books, code, f"disabled@{code}.example")
        return Tenant(code, [workspace for _, workspace in workspaces], logins)

    def fund(self):
        def agree(kind, payload):
            proposal = self.books.door("propose", kind, self.first.code, Json(payload), NOTE, str(uuid.uuid4()))
            self.books.approve(proposal["proposal"])

        for kind in ("ordinary", "full_reduction"):
            agree("voucher_grant", {"kind": kind, "face": FACES[kind]})
        agree("card_grant", {"face": FACES["card"]})
        agree("recharge", {"amount": RECHARGE, "channel": "offline"})
        self.books.recharge(self.second.code, "5000.00")
        self.books.grant_voucher(self.second.code, "ordinary", "5.00")

    def close_a_day(self):
        now = self.books.clock()
        places = [(self.common, "ws-zq81-open"), (self.hidden, "ws-zq81-dark"), (self.common, "ws-second")]
        for site, workspace in places:
            self.books.add_usage(site, [point(workspace, "sms", now, 7, "only")])
        day = self.books.owner.execute(
            "SELECT day, ends_at FROM metering.site_day WHERE starts_at <= %s AND ends_at > %s LIMIT 1",
            (now, now)).fetchone()
        self.books.set_clock(day[1] + timedelta(minutes=15))
        self.day = day[0].isoformat()
        for site in (self.common, self.hidden):
            wait_until(lambda: self.books.closes(site.code)[self.day]["state"] == "closed", "bc-jobs closes the day")

    def look_up(self, tenant):
        """What must not be shown to others: every name, id and amount that is this account's alone."""
        def texts(query):
            return [row[0] for row in self.books.owner.execute(query, {"code": tenant.code}).fetchall()]

        account = "(SELECT id FROM account.account WHERE code = %(code)s)"
        tenant.bills = texts(f"SELECT id::text FROM billing.bill WHERE account_id = {account} ORDER BY day, id")
        tenant.purses = texts(f"SELECT id::text FROM ledger.purse WHERE account_id = {account} ORDER BY number")
        members = texts(f"SELECT id::text FROM identity.member WHERE account_id = {account}")
        ids = texts(f"SELECT {account}::text") + members
        tenant.secrets = {tenant.code, *tenant.workspaces, *tenant.bills, *tenant.purses, *ids, *tenant.logins.values()}
        if tenant is self.first:
            tenant.secrets |= {self.hidden.code, NOTE, "zq81", RECHARGE, *FACES.values(),
                               FACES["card"].split(".")[0], RECHARGE.split(".")[0]}

    # what doors that change something are tried with, new each time

    def new_code(self):
        """An activation code that serves."""
        code = secrets.token_hex(10).upper()
        hashes = [hashlib.sha256(code.encode()).hexdigest()]
        self.books.agree("voucher_codes", None, {
            "currency": "CNY", "kind": "ordinary", "face": "1.00", "hashes": hashes})
        return code

    def new_proposal(self):
        return self.books.propose("recharge", self.second.code, {"amount": "1.00", "channel": "offline"})["proposal"]

    def new_voucher(self, *done):
        """The id of a voucher of the second account to which an operator has done something."""
        purse = self.books.grant_voucher(self.second.code, "ordinary", "1.00")["purse"]
        for function in done:
            self.books.door(function, self.second.code, purse, REASON, str(uuid.uuid4()))
        return purse

    def set_frozen(self, is_frozen):
        """The second account frozen or not, whatever it was before."""
        if self.books.balance(self.second.code)["is_frozen"] != is_frozen:
            function = "freeze_account" if is_frozen else "unfreeze_account"
            self.books.door(function, self.second.code, REASON, str(uuid.uuid4()))

    def caller(self, name, tenant=None):
        """A caller with a session of its own, which a door may end."""
        tenant = tenant or (self.second if name == "stranger" else self.first)
        login = tenant.logins.get(name, tenant.logins["owner"])
        if name in ("nobody", "garbage", "site"):
            credential = {"nobody": None, "garbage": "garbage" * 9, "site": self.common.credential}[name]
            return Caller(self.api, name, login, credential, "Z2FyYmFnZQ" if name == "garbage" else None)
        if name == "operator":
            return Caller(self.api, name, login, operator_token(self.books, self.key, "at-the-doors"))
        if name == "disabled":
            self.set_state(login, "active")
        session = open_session(self.books, self.key, login)
        self.spoil(name, session, login)
        return Caller(self.api, name, login, session.token, session.refresh)

    def spoil(self, name, session, login):
        if name == "disabled":
            self.set_state(login, "disabled")
        elif name == "signed_out":
            self.books.machine.execute("SELECT api.close_session(%s)", (session.sid,))
        elif name == "expired":
            self.books.owner.execute("UPDATE identity.session SET expires_at = opened_at WHERE id = %s", (session.sid,))

    def set_state(self, login, state):
        self.books.door("set_member_state", login, state, REASON)
