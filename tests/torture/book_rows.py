# SPDX-License-Identifier: Apache-2.0
"""All rows of the books, as a superuser reads them, sorted for whoever checks them."""
from bisect import bisect_right
from collections import defaultdict

from psycopg.rows import namedtuple_row


class BookRows:
    """clocks: the instants at which the business clock stood, in order."""

    def __init__(self, connection, clocks):
        self.clocks = clocks
        read = connection.cursor(row_factory=namedtuple_row)
        self.accounts = read.execute(
            "SELECT a.code, l.* FROM ledger.account AS l JOIN account.account AS a ON a.id = l.account_id"
            " ORDER BY a.code").fetchall()
        self.entries = grouped(read.execute("SELECT * FROM ledger.entry ORDER BY account_id, seq"))
        self.purses = grouped(read.execute("SELECT * FROM ledger.purse ORDER BY account_id, number"))
        self.debts = grouped(read.execute("SELECT * FROM ledger.debt ORDER BY account_id, seq"))
        self.holds = grouped(read.execute("SELECT * FROM ledger.hold ORDER BY account_id, number"))
        self.operations = {(row.account_id, row.number): row
                           for row in read.execute("SELECT * FROM ledger.operation")}
        self.answers = {(row.account_id, row.operation): row.answer
                        for row in read.execute("SELECT * FROM ledger.answer")}
        self.bills = {row.id: row for row in read.execute(
            "SELECT b.*, w.code AS workspace FROM billing.bill AS b"
            " JOIN account.workspace AS w ON w.id = b.workspace_id")}
        self.lines = defaultdict(list)
        for row in read.execute("SELECT * FROM billing.bill_line ORDER BY bill_id, line"):
            self.lines[row.bill_id].append(row)
        self.settlements = {row.bill_id: row for row in read.execute("SELECT * FROM billing.settlement")}
        self.repayments = defaultdict(list)
        for row in read.execute("SELECT * FROM ledger.repayment"):
            self.repayments[row.account_id, row.seq].append((row.debt_seq, row.amount))
        self.proposals = {str(row.id): row for row in read.execute("SELECT * FROM ops.proposal")}
        self.faults = read.execute("SELECT * FROM billing.close_fault").fetchall()
        self.codes = read.execute("SELECT * FROM ledger.voucher_code").fetchall()
        self.members = {(row.account_id, row.login) for row in read.execute("SELECT * FROM identity.login")}
        self.emails = dict(read.execute("SELECT name, email FROM identity.operator").fetchall())
        self.open_days = read.execute(
            "SELECT count(*) FROM metering.site_day WHERE closed_at IS NULL AND ends_at <= app.clock()").fetchone()[0]
        self.invariants = read.execute("SELECT * FROM app.check_invariants()").fetchall()

    def clocks_before(self, stamp):
        """Where the clock may have stood when what is stamped so was decided: it may be moved meanwhile."""
        place = bisect_right(self.clocks, stamp)
        return self.clocks[max(0, place - 2):place][::-1]


def grouped(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.account_id].append(row)
    return found
