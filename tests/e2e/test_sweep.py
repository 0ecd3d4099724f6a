# SPDX-License-Identifier: Apache-2.0
"""bc-jobs books out what has expired, by itself, once the days up to then are closed."""
from datetime import timedelta

from harness import wait_until


def booked(books, account):
    return books.owner.execute("""
        SELECT e.kind, e.contra, e.amount FROM ledger.entry AS e JOIN account.account AS a ON a.id = e.account_id
        WHERE a.code = %s AND e.kind <> 'grant' ORDER BY e.seq""", (account,)).fetchall()


def test_expired_voucher_is_booked_out(shared_books):
    books = shared_books
    site = books.add_site("sweeping")
    account = books.add_account("swept", price_lists={"CN": "2022"})
    books.add_workspace(site, "ws-swept", account)
    day, ends_at = books.owner.execute("""
        SELECT day, ends_at FROM metering.site_day WHERE starts_at <= %(now)s AND ends_at > %(now)s LIMIT 1""",
                                       {"now": books.clock()}).fetchone()
    books.grant_voucher(account, "ordinary", "12.00", expires_at=(ends_at - timedelta(hours=1)).isoformat())
    books.grant_voucher(account, "ordinary", "7.00", expires_at=(ends_at + timedelta(days=30)).isoformat())

    books.set_clock(ends_at)
    before = booked(books, account)
    books.set_clock(ends_at + timedelta(minutes=15))

    wait_until(lambda: booked(books, account), "bc-jobs sweeps")
    assert before == [] and books.closes(site.code)[day.isoformat()]["state"] == "closed"
    assert booked(books, account) == [("expiry", "breakage", -1200)]
    assert books.balance(account)["ordinary"] == "7.00"
