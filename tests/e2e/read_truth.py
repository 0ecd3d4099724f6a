# SPDX-License-Identifier: Apache-2.0
"""What the read doors have to say, computed from the tables by queries of the tests' own."""
from decimal import Decimal

ACCOUNT = "(SELECT id FROM account.account WHERE code = %(account)s)"

TRANSACTIONS = f"""
    SELECT e.seq, e.operation, e.kind AS type, e.source, p.id::text AS purse, e.purse AS purse_number, e.amount,
        e.effective_day::text AS day, (e.recorded_at AT TIME ZONE a.time_zone)::date::text AS recorded_on,
        CASE WHEN e.source NOT IN ('aws', 'alibaba') THEN
            sum(e.amount) OVER (PARTITION BY e.source, e.purse ORDER BY e.seq) END AS balance_after,
        sum(e.amount * (e.source = 'cash')::int) OVER (ORDER BY e.seq) AS cash,
        sum(e.amount * (e.source = 'frozen')::int) OVER (ORDER BY e.seq) AS frozen,
        sum(e.amount * (e.source IN ('ordinary', 'full_reduction'))::int) OVER (ORDER BY e.seq) AS vouchers,
        sum(e.amount * (e.source IN ('card', 'arrears'))::int) OVER (ORDER BY e.seq) AS stored_value,
        e.bill_id::text AS bill, CASE WHEN e.kind <> 'repayment' THEN o.reason END AS note
    FROM ledger.entry AS e
    JOIN account.account AS a ON a.id = e.account_id
    LEFT JOIN ledger.operation AS o ON o.account_id = e.account_id AND o.number = e.operation
    LEFT JOIN ledger.purse AS p ON p.account_id = e.account_id AND p.number = e.purse
    WHERE e.account_id = {ACCOUNT} ORDER BY e.seq DESC"""

BILLS = f"""
    SELECT b.id::text AS bill, s.code AS site, w.code AS workspace, b.day::text AS day, b.run, b.total,
        t.method AS settlement, b.workspace_id
    FROM billing.bill AS b
    JOIN account.workspace AS w ON w.id = b.workspace_id
    JOIN catalog.site AS s ON s.id = w.site_id
    LEFT JOIN billing.settlement AS t ON t.account_id = b.account_id AND t.bill_id = b.id
    WHERE b.account_id = {ACCOUNT} ORDER BY b.day DESC, b.workspace_id, b.run"""

# By the journal, not by the lines; what was repaid by the repayments, not by the debts.
PAID = f"""
    SELECT e.bill_id::text, e.source, -sum(e.amount)::bigint, coalesce(sum(r.amount), 0)::bigint
    FROM ledger.entry AS e
    LEFT JOIN (SELECT account_id, debt_seq, sum(amount) AS amount FROM ledger.repayment GROUP BY 1, 2) AS r
        ON r.account_id = e.account_id AND r.debt_seq = e.seq
    WHERE e.account_id = {ACCOUNT} AND e.bill_id IS NOT NULL GROUP BY e.bill_id, e.source"""

LINES = f"""
    SELECT b.id::text AS bill, b.day::text AS day, s.code AS site, w.code AS workspace, l.item, l.quantity, l.units,
        l.unit_name, l.charge
    FROM billing.bill AS b
    JOIN billing.bill_line AS l ON l.account_id = b.account_id AND l.bill_id = b.id
    JOIN account.workspace AS w ON w.id = b.workspace_id
    JOIN catalog.site AS s ON s.id = w.site_id
    WHERE b.account_id = {ACCOUNT}"""

PURSES = f"""
    SELECT p.number, p.id::text AS purse, p.kind, p.face, p.balance, p.frozen, p.valid_from, p.expires_at, p.items,
        EXISTS (SELECT FROM ledger.entry AS e
            WHERE e.account_id = p.account_id AND e.purse = p.number AND e.kind = 'expiry') AS swept
    FROM ledger.purse AS p WHERE p.account_id = {ACCOUNT} ORDER BY p.number DESC"""

WORKSPACES = f"""
    SELECT s.code AS site, w.code AS workspace, w.name, s.name AS site_name, s.zone AS time_zone
    FROM account.workspace_binding AS b
    JOIN account.workspace AS w ON w.id = b.workspace_id
    JOIN catalog.site AS s ON s.id = w.site_id
    WHERE b.account_id = {ACCOUNT} ORDER BY s.code COLLATE "C", w.code COLLATE "C\""""


def money(minor):
    return None if minor is None else f"{Decimal(int(minor)) / 100:.2f}"


def cents(text):
    return int(Decimal(text) * 100)


def number(text):
    """A number as it compares, whatever its zeros; None stays."""
    return None if text is None else Decimal(text)


class Truth:
    def __init__(self, books, account):
        self.books = books
        self.account = account

    def rows(self, query):
        with self.books.owner.cursor() as cursor:
            cursor.execute(query, {"account": self.account})
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def paid(self):
        """What paid each bill, by source as the doors name it."""
        paid = {}
        for bill, source, amount, repaid in self.books.owner.execute(PAID, {"account": self.account}):
            sums = paid.setdefault(bill, dict.fromkeys(
                ("ordinary", "full_reduction", "card", "cash", "arrears", "cloud"), 0))
            sums["cloud" if source in ("aws", "alibaba") else source] += amount - repaid
            sums["cash"] += repaid
        return paid

    def state_of(self, purse):
        now = self.books.clock()
        if purse["balance"] == 0 and not purse["swept"]:
            return "used_up"
        if purse["expires_at"] is not None and purse["expires_at"] <= now:
            return "expired"
        if purse["frozen"]:
            return "frozen"
        return "pending" if purse["valid_from"] is not None and purse["valid_from"] > now else "active"
