# SPDX-License-Identifier: Apache-2.0
"""A database full of plain accounts whose bills are rated and wait to be settled, day after day."""
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from harness import START_OF_TIME
from rig import HERE, timed

DATABASE, SITE = "bench_money", "bench"
ACCOUNTS, BATCH = 2000, 1000
# Settles the next bill of World.queue().
SETTLE_NEXT = ("SELECT app.settle_bill(t.account_id, t.bill_id) FROM bench.todo AS t"
               " WHERE n = (SELECT nextval('bench.turn'));")
# Lines of each bill: meter and quantity of its one point.
LINES = (("hosts", "2"), ("log_records", "1500000"), ("page_views", "25000"), ("task_calls", "30000"))


class World:
    def __init__(self, rig, accounts=ACCOUNTS, database=DATABASE):
        self.rig, self.database = rig, database
        self.books = rig.new_books(database)
        self.books.set_clock(START_OF_TIME)
        self.books.import_demo_catalogue()
        self.site = self.books.add_site(SITE, zone="UTC")
        self.run = rig.connect(database=database).execute
        rig.run_sql("settle.sql", database)
        self.run((HERE / "sql" / "make_accounts.sql").read_text())
        self.run("SELECT pg_temp.make_accounts(%s, %s, 1, %s)", (self.books.session, SITE, accounts))
        self.run("ANALYZE")
        self.day, self.ends_at, self.waiting, self.sessions = None, None, [], []
        self.rating_rates = []

    def take(self, count):
        """(account, bill) of some bills that are due; the next day begins when a day has no more of them."""
        if len(self.waiting) < count:
            self.finish_day()
            self.rate_day()
        taken, self.waiting = self.waiting[:count], self.waiting[count:]
        return taken

    def rate_day(self):
        self.day = self.books.clock().date() if self.day is None else self.day + timedelta(days=1)
        self.books.set_clock(f"{self.day + timedelta(days=1)}T00:15:00Z")
        self.run("SELECT app.ensure_site_days(id) FROM catalog.site")
        self.run("SELECT app.ensure_usage_partition(%s)", (self.day,))
        self.run("INSERT INTO metering.usage_point (workspace_id, utc_day, id, meter, hour, quantity) SELECT w.id,"
                 " %s::date, l.meter, l.meter, %s::date AT TIME ZONE 'UTC' + interval '10 hours', l.quantity"
                 " FROM account.workspace AS w CROSS JOIN unnest(%s::text[], %s::numeric[]) AS l (meter, quantity)",
                 (self.day, self.day, [meter for meter, _ in LINES], [quantity for _, quantity in LINES]))
        self.ends_at = self.run("SELECT ends_at FROM metering.site_day WHERE day = %s", (self.day,)).fetchone()[0]
        self.run("SELECT app.begin_close(%s)", (self.ends_at,))
        seconds = timed(self.rate_all)
        self.waiting = self.run("SELECT account_id, id FROM billing.bill WHERE ends_at = %s ORDER BY account_id",
                                (self.ends_at,)).fetchall()
        self.rating_rates.append(len(self.waiting) / seconds)
        self.run("ANALYZE")

    def rate_all(self):
        while self.run("SELECT app.rate_next(%s, %s)", (self.ends_at, BATCH)).fetchone()[0] > 0:
            pass

    def settle_all(self, sessions=1):
        """The way the close does it, all that waits: sessions side by side, each sizing its batches by the time
        they take (fcgi/jobs/batch.c). Gives the milliseconds of each batch."""
        while len(self.sessions) < sessions:
            self.sessions.append(self.rig.connect(database=self.database))
        self.waiting = []
        with ThreadPoolExecutor(sessions) as pool:
            return [each for batches in pool.map(self.settle_batches, self.sessions[:sessions]) for each in batches]

    def settle_batches(self, connection):
        milliseconds, batch, taken = [], 250, 1
        while taken:
            began = time.perf_counter()
            taken = connection.execute("SELECT app.settle_next(%s, %s)", (self.ends_at, batch)).fetchone()[0]
            milliseconds.append(1000 * (time.perf_counter() - began))
            batch = batch // 2 if milliseconds[-1] > 60 else batch * 2 if milliseconds[-1] < 25 else batch
            batch = max(20, min(1000, batch))
        return milliseconds[:-1]

    def queue(self, bills):
        """Hands the bills to SETTLE_NEXT."""
        self.run("TRUNCATE bench.todo")
        self.run("ALTER SEQUENCE bench.turn RESTART")
        with self.run("SELECT 1").connection.cursor() as cursor, \
                cursor.copy("COPY bench.todo FROM STDIN") as copy:
            for number, (account, bill) in enumerate(bills, 1):
                copy.write_row((number, account, bill))
        self.run("ANALYZE bench.todo")

    def finish_day(self):
        done = self.ends_at is None
        while not done:
            done = self.run("SELECT done FROM app.close_step(%s, %s)", (self.ends_at, BATCH)).fetchone()[0]
        self.ends_at, self.waiting = None, []

    def check(self):
        """What was measured did what it should: every taken bill is settled and the books balance."""
        self.finish_day()
        unsettled = self.run("SELECT count(*) FROM billing.bill AS b WHERE NOT EXISTS (SELECT FROM billing.settlement"
                             " AS s WHERE s.account_id = b.account_id AND s.bill_id = b.id)").fetchone()[0]
        assert unsettled == 0, unsettled
        self.books.assert_sound()
