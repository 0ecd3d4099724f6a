# SPDX-License-Identifier: Apache-2.0
"""A few days of two accounts with everything that read doors show, and a member who reads."""
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from books import REASON, hours_between, point
from harness import wait_until
from members import add_member, open_session
from tokens import read_keys

CLOSE_DELAY = timedelta(minutes=15)
# Of the account: neither of its sites keeps it.
ZONE = "America/New_York"
DAYS = 4


@dataclass
class Reader:
    """A member at the read doors."""
    api: object
    token: str
    account: str

    def ask(self, path, **params):
        answer = self.api.get(path, self.token, params={name.rstrip("_"): value for name, value in params.items()})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def walk(self, path, limit=500, between=None, **params):
        """All items of a list, page by page; between is called before each further page."""
        page = self.ask(path, limit=limit, **params)
        items, cursors = page["items"], []
        assert page["totals"] is not None
        while page["next_cursor"] is not None:
            assert len(page["items"]) == limit
            assert page["next_cursor"] not in cursors, "it goes in a circle"
            cursors.append(page["next_cursor"])
            if between is not None:
                between()
            page = self.ask(path, limit=limit, cursor=cursors[-1], **params)
            assert page["items"] and page["totals"] is None
            items = items + page["items"]
        return items


class ReadWorld:
    def __init__(self, stack, books, api):
        self.books = books
        self.api = api
        self.key = read_keys(stack.state / "token-keys")[0]
        self.china = books.add_site("read-cn", "Asia/Shanghai")
        self.world = books.add_site("read-utc", "UTC", cloud="aws")
        self.rich = self.add_account("read-rich", ZONE)
        self.poor = self.add_account("read-poor", "Asia/Shanghai")
        self.empty = self.add_account("read-empty", "UTC")
        self.add_workspaces()
        self.fund()
        for number in range(DAYS):
            self.pass_a_day(number)
        self.repay()
        self.cross_midnight()

    def add_account(self, code, zone):
        self.books.door("create_account", code, f"Name of {code}", "CNY", zone, None, REASON)
        login = add_member(self.books, code, f"owner@{code}.example")
        return Reader(self.api, open_session(self.books, self.key, login).token, code)

    def add_workspaces(self):
        self.sites = {self.china.code: self.china, self.world.code: self.world}
        self.workspaces = [
            (self.china, "r-beta", "read-rich", None), (self.china, "r-alpha", "read-rich", None),
            (self.world, "r-alpha", "read-rich", None), (self.world, "r-cloud", "read-rich", "aws"),
            (self.china, "p-only", "read-poor", None)]
        for site, code, account, settlement in self.workspaces:
            self.books.add_workspace(site, code, account, settlement)
        self.books.door("set_workspace", self.china.code, "r-beta", "series_and_data", None, None, None, REASON)

    def fund(self):
        books, now = self.books, self.books.clock()
        soon, later = (now + timedelta(days=1)).isoformat(), (now + timedelta(days=900)).isoformat()
        books.grant_voucher("read-rich", "ordinary", "0.50")
        books.grant_voucher("read-rich", "ordinary", "9.00", expires_at=soon, items="task_calls")
        books.grant_voucher("read-rich", "ordinary", "6.00", valid_from=(now + timedelta(days=400)).isoformat(),
                            expires_at=later)
        books.grant_voucher("read-rich", "full_reduction", "1.50", min_spend="1.20", expires_at=later)
        books.grant_voucher("read-rich", "full_reduction", "700.00", min_spend="100000.00")
        books.grant_card("read-rich", "2.25", items="time_series,logs")
        books.grant_card("read-rich", "3.00")
        books.grant_card("read-rich", "5.00", valid_from=later)
        frozen = books.grant_card("read-rich", "4.00")
        books.owner.execute("UPDATE ledger.purse SET frozen = true WHERE id = %s", (frozen["purse"],))
        books.recharge("read-rich", "4.00")
        books.recharge("read-poor", "1000.00")
        books.grant_voucher("read-poor", "ordinary", "3.00")
        books.grant_card("read-poor", "2.00")

    def pass_a_day(self, number):
        """Usage of some hours everywhere, then the close of all days that are over."""
        start = self.books.clock()
        for place, (site, workspace, _, _) in enumerate(self.workspaces):
            hours = hours_between(start, start + timedelta(hours=2))
            self.books.add_usage(site, [
                point(workspace, meter, hour, quantity * (place + 1) + number, f"{meter}-{hour}")
                for hour in hours for meter, quantity in (
                    ("sms", 3), ("series", 1700), ("log_records", 410_000), ("task_calls", 11))])
        self.move_to(start + timedelta(days=1, minutes=15))

    def move_to(self, moment):
        self.books.set_clock(moment)
        wait_until(self.is_quiet, "bc-jobs closes what is over", 60)

    def is_quiet(self):
        waiting = self.books.owner.execute("""
            SELECT count(*) FROM metering.site_day AS d
            JOIN catalog.site AS s ON s.id = d.site_id AND s.code IN ('read-cn', 'read-utc')
            WHERE d.ends_at + interval '15 minutes' <= app.clock() AND EXISTS (
                SELECT FROM account.workspace AS w
                JOIN account.workspace_binding AS b ON b.workspace_id = w.id AND b.from_day <= d.day
                LEFT JOIN billing.bill AS x ON x.workspace_id = w.id AND x.day = d.day
                LEFT JOIN billing.settlement AS t ON t.account_id = x.account_id AND t.bill_id = x.id
                WHERE w.site_id = s.id AND t.bill_id IS NULL)""").fetchone()[0]
        return waiting == 0

    def repay(self):
        arrears = float(self.books.balance("read-rich")["arrears"])
        assert arrears > 2, "the days cost more than there was"
        self.books.recharge("read-rich", f"{arrears / 2:.2f}")
        self.books.recharge("read-rich", f"{arrears:.2f}")
        self.books.recharge("read-rich", "30.00")

    def cross_midnight(self):
        """Half an hour before midnight and half an hour after it, by the clock of the account."""
        zone = ZoneInfo(ZONE)
        today = (self.books.clock() + timedelta(days=1)).astimezone(zone).date()
        self.evening = datetime.combine(today, time(23, 30), zone)
        self.move_to(self.evening)
        self.books.recharge("read-rich", "1.11")
        self.move_to(self.evening + timedelta(hours=1))
        self.books.recharge("read-rich", "2.22")
