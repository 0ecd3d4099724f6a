# SPDX-License-Identifier: Apache-2.0
"""The doors of one database, called straight by the roles that may call them: arranging and looking."""
import csv
import hashlib
import secrets
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from math import ceil

import psycopg
import pytest
from harness import DEMO_DATA
from psycopg.rows import namedtuple_row
from psycopg.types.json import Json
from rating import day_bounds

REASON = "end-to-end test"


@dataclass
class Site:
    code: str
    credential: str
    zone: str = "UTC"

    def day_end(self, day):
        return day_bounds(self.zone, date.fromisoformat(day))[1]

    @property
    def credential_hash(self):
        return hashlib.sha256(self.credential.encode()).digest()


def csv_rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def hour_text(when):
    return when.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:00:00Z")


def point(workspace, meter, hour, quantity, name=None, **more):
    hour = hour if isinstance(hour, str) else hour_text(hour)
    return {"id": name or f"{meter}-{hour}", "workspace": workspace, "meter": meter, "hour": hour,
            "quantity": str(quantity), **more}


def hours_between(start, end):
    return [start + timedelta(hours=n) for n in range(ceil((end - start) / timedelta(hours=1)))]


@contextmanager
def refused(sqlstate, pointer=None):
    with pytest.raises(psycopg.Error) as caught:
        yield caught
    assert caught.value.sqlstate == sqlstate, caught.value
    if pointer is not None:
        assert caught.value.diag.column_name == pointer


class Books:
    def __init__(self, urls):
        self.urls = urls
        self.operator = psycopg.connect(urls["BC_OPERATOR_URL"], autocommit=True)
        self.session, self.second = (self.operator.execute("SELECT admin.open_session(%s)", (name,)).fetchone()[0]
                                     for name in ("e2e", "e2e-second"))
        # By the superuser, as bc_migrate may have few connections.
        self.owner = psycopg.connect(urls["BC_SUPERUSER_URL"], autocommit=True)
        self.owner.execute("SET ROLE bc_owner")
        self.machine = psycopg.connect(urls["BC_DATABASE_URL"], autocommit=True)

    def end(self):
        for connection in (self.operator, self.owner, self.machine):
            connection.close()

    def another(self):
        """The same books by connections of its own, for another thread."""
        return Books(self.urls)

    def door(self, function, *args):
        marks = ", ".join(["%s"] * (len(args) + 1))
        return self.operator.execute(f"SELECT admin.{function}({marks})", (self.session, *args)).fetchone()[0]

    def items(self, function, *args):
        """All items of a list door; those with a cursor are called page by page."""
        return self.door(function, *args)["items"]

    # arranging

    def set_clock(self, moment):
        text = moment if isinstance(moment, str) else moment.isoformat()
        self.owner.execute("SELECT app.set_clock(%s)", (text,))

    def clock(self):
        return self.owner.execute("SELECT app.clock()").fetchone()[0]

    def import_demo_catalogue(self):
        rows = [Json(csv_rows(DEMO_DATA / name)) for name in ("items.csv", "price-list.csv")]
        return self.door("import_catalogue", *rows, "2015-01-01", REASON)

    def add_site(self, code, zone="Asia/Shanghai", region="CN", cloud=None):
        site = Site(code, secrets.token_urlsafe(32), zone)
        self.door("create_site", code, f"Site {code}", zone, region, cloud, site.credential_hash)
        return site

    def add_account(self, code, currency="CNY", price_lists=None):
        lists = Json(price_lists) if price_lists else None
        self.door("create_account", code, f"Account {code}", currency, None, lists, REASON)
        return code

    def add_workspace(self, site, code, account=None, settlement=None, from_day=None, retention=None, mode=None,
                      logs_by=None):
        kept = Json({kind: str(days) for kind, days in retention.items()}) if retention else None
        self.door("create_workspace", site.code, code, code, kept, mode, logs_by, REASON)
        if account is not None:
            self.door("bind_workspace", site.code, code, account, from_day, settlement, REASON)
        return code

    def propose(self, kind, account, payload, key=None):
        body = Json({name: value for name, value in payload.items() if value is not None})
        return self.door("propose", kind, account, body, REASON, key or str(uuid.uuid4()))

    def approve(self, proposal):
        """By another operator than the one who proposes."""
        return self.operator.execute("SELECT admin.approve(%s, %s, %s)", (self.second, proposal, REASON)).fetchone()[0]

    def agree(self, kind, account, payload, key=None):
        """Proposed and approved; gives the answer of the operation."""
        return self.approve(self.propose(kind, account, payload, key)["proposal"])["result"]

    def grant_voucher(self, account, kind, face, valid_from=None, expires_at=None, items=None, min_spend=None,
                      key=None):
        return self.agree("voucher_grant", account, {
            "kind": kind, "face": face, "valid_from": valid_from, "expires_at": expires_at,
            "items": items and items.split(","), "min_spend": min_spend}, key)

    def grant_card(self, account, face, valid_from=None, expires_at=None, items=None, key=None):
        return self.agree("card_grant", account, {
            "face": face, "valid_from": valid_from, "expires_at": expires_at, "items": items and items.split(",")}, key)

    def recharge(self, account, amount, key=None):
        return self.agree("recharge", account, {"amount": amount, "channel": "offline"}, key)

    def add_usage(self, site, records):
        return self.machine.execute(
            "SELECT api.add_usage(%s, %s)", (site.credential_hash, Json({"records": records}))).fetchone()[0]

    def add_usage_by_hash(self, token, records):
        return self.add_usage(Site("", token), records)

    def close_step(self, site, day, batch=1000):
        """One transaction of the close: step, n, done, day_end, already, faults."""
        with self.operator.cursor(row_factory=namedtuple_row) as cursor:
            return cursor.execute("SELECT * FROM admin.close_step(%s, %s, %s, %s)",
                                  (self.session, site.code, day, batch)).fetchall()

    def close(self, site, day, batch=1000):
        for _ in range(10_000):
            rows = self.close_step(site, day, batch)
            if not rows or rows[-1][2]:
                return rows
        raise AssertionError(f"the close of {site.code} {day} never ends")

    # looking

    def bills(self, account=None, site=None, workspace=None, from_day=None, until=None):
        found, cursor = [], None
        while True:
            page = self.door("list_bills", account, site, workspace, from_day, until, cursor, 500)
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found

    def bill(self, site, workspace, day):
        return self.door("get_bill", None, site, workspace, day)

    def faults(self, site, day):
        return [fault["workspace"] for fault in self.closes(site)[day]["faults"]]

    def closes(self, site):
        return {row["day"]: row for row in self.items("list_closes", site)}

    def balance(self, account):
        return self.door("get_balance", account)

    def stored_points(self):
        return int(self.door("count_usage")["stored"])

    def assert_sound(self):
        """Σ bills = Σ postings, the books balance, and no numbered invariant is violated."""
        proof = self.door("prove_books")
        broken = [row for row in proof["invariants"] if int(row["violations"]) != 0]
        assert proof["balanced"] is True and not broken, proof
        sums = [{row["currency"]: row["amount"] for row in proof[name]} for name in ("sum_bills", "sum_postings")]
        assert sums[0] == sums[1], proof
        return proof


def days_from(first, count):
    first = date.fromisoformat(first) if isinstance(first, str) else first
    return [first + timedelta(days=n) for n in range(count)]
