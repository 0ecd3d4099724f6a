# SPDX-License-Identifier: Apache-2.0
"""Sites, accounts, workspaces, operators and members that the tests of this folder work on."""
import hashlib
import random
from dataclasses import dataclass, field
from datetime import datetime, timezone

from psycopg.types.json import Json

START = datetime(2020, 3, 1, tzinfo=timezone.utc)
REASON = "torture"
OPERATORS = ("ann", "bob", "cid", "dot")
INSIDER = "eve"  # an operator who is a member of the first account too
ITEMS = ("a", "b", "sms")
SITES = {"cn": ("Asia/Shanghai", "CN"), "hk": ("Asia/Shanghai", "CN"), "np": ("Asia/Kathmandu", "CN"),
         "la": ("America/Los_Angeles", "INT")}
PRICES = {"a": "0.0137", "b": "1.5", "sms": "0.333"}


@dataclass
class Workspace:
    site: str
    code: str


@dataclass
class Customer:
    code: str
    id: str
    currency: str
    workspaces: list
    sessions: list = field(default_factory=list)  # of an owner and of a member for finance


@dataclass
class World:
    customers: list
    operators: dict  # name -> session
    credentials: dict  # site -> SHA-256 of its credential

    def sessions(self):
        return [self.operators[name] for name in OPERATORS]


def catalogue():
    items = [{"generation": "R", "item": item, "operands": item, "combine": "sum", "fold": "sum", "free": "",
              "retention_of": "", "voucher_eligible": str(item != "sms").lower(), "modes": "", "decimals": ""}
             for item in ITEMS]
    prices = [{"generation": "R", "item": item, "unit": "1", "unit_name": "u", "region": region, "currency": currency,
               "retention_days": "", "unit_price": price}
              for item, price in PRICES.items() for region in ("CN", "INT") for currency in ("CNY", "USD")]
    return Json(items), Json(prices)


def set_clock(connection, moment):
    connection.execute("SELECT app.set_clock(%s)", (moment,))


def call(connection, function, *args):
    marks = ", ".join(["%s"] * len(args))
    return connection.execute(f"SELECT {function}({marks})", args).fetchone()[0]


def open_operators(owner, operator):
    """Sessions by name; their e-mails say who is a member somewhere."""
    sessions = {name: str(call(operator, "admin.open_session", name)) for name in (*OPERATORS, INSIDER)}
    owner.execute("UPDATE identity.operator SET email = name || '@vendor.example'")
    return sessions


def lay_out(cluster, database, seed=1, accounts=20, sites=SITES):
    """Fills a database of the tree; the clock stands at START."""
    pick = random.Random(seed)
    with cluster.superuser(database) as owner, cluster.connect("bc_operator", database) as operator:
        owner.execute("SET ROLE bc_owner")
        set_clock(owner, START)
        world = World([], open_operators(owner, operator), {})
        session = world.operators[OPERATORS[0]]
        call(operator, "admin.import_catalogue", session, *catalogue(), "2015-01-01", REASON)
        for code, (zone, region) in sites.items():
            world.credentials[code] = hashlib.sha256(code.encode()).digest()
            call(operator, "admin.create_site", session, code, code, zone, region, None, world.credentials[code])
        for number in range(accounts):
            world.customers.append(add_customer(owner, operator, session, pick, number, sites))
    return world


def add_customer(owner, operator, session, pick, number, sites):
    code, currency = f"t{number}", "USD" if number % 4 == 3 else "CNY"
    account = call(operator, "admin.create_account", session, code, code, currency, None, None, REASON)["id"]
    customer = Customer(code, account, currency, [])
    letters = pick.sample("abxyzABZ", 1 + number % 4)
    for letter in letters:
        site = pick.choice(list(sites))
        workspace = Workspace(site, f"{letter}-{number}")
        call(operator, "admin.create_workspace", session, site, workspace.code, None, None, None, None, REASON)
        method = pick.choice(("account", "account", "account", "aws", "alibaba"))
        call(operator, "admin.bind_workspace", session, site, workspace.code, code, None, method, REASON)
        customer.workspaces.append(workspace)
    roles = [("owner", f"owner-{number}@example.com"), ("finance", f"finance-{number}@example.com")]
    if number == 0:
        roles.append(("viewer", f"{INSIDER}@vendor.example"))
    for role, login in roles:
        call(operator, "admin.create_member", session, code, login, role, role, f"$argon2id$v=19$m=65536,t=2,p=1$"
             f"{'c' * 22}${'d' * 43}", REASON)
    customer.sessions = [str(row[0]) for row in owner.execute(
        "INSERT INTO identity.session (account_id, member_id, expires_at)"
        " SELECT account_id, id, clock_timestamp() + interval '1 day' FROM identity.member"
        " WHERE account_id = %s AND role <> 'viewer' RETURNING id", (account,)).fetchall()]
    return customer
