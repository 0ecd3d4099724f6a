# SPDX-License-Identifier: Apache-2.0
"""Many at once on the same account: nothing twice, nothing lost, and the books are sound at the end."""
import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest
from books import REASON, csv_rows, hours_between, point
from harness import DEMO_DATA, wait_until
from psycopg.types.json import Json

HANDS = 6
MONEY = {"cash", "ordinary", "arrears"}
BUSY = {"55P03", "40001", "40P01"}


@contextmanager
def hands(books, count=HANDS):
    """A pool whose every thread may take books of its own."""
    made = [books.another() for _ in range(count)]
    free = list(made)

    def with_own_books(task):
        own = free.pop()
        try:
            return task(own)
        finally:
            free.append(own)

    try:
        with ThreadPoolExecutor(count) as pool:
            yield lambda tasks: list(pool.map(with_own_books, tasks))
    finally:
        for own in made:
            own.end()


def insist(move):
    """Tries again when the account was busy, as every client must."""
    for _ in range(50):
        try:
            return move()
        except psycopg.Error as error:
            if error.sqlstate not in BUSY:
                raise
    raise AssertionError("the account was busy fifty times")


@pytest.fixture
def busy(fresh_books):
    """One account with four workspaces, three closed-to-be days of usage, and little money."""
    books = fresh_books
    site = books.add_site("crowd")
    books.add_account("crowd", price_lists={"CN": "2022"})
    start = site.day_end("2015-02-26")
    workspaces = [books.add_workspace(site, f"w-{n}", "crowd") for n in range(4)]
    books.set_clock(start + timedelta(days=3, minutes=15))
    books.add_usage(site, [point(w, "sms", hour, 7) for w in workspaces
                           for hour in hours_between(start, start + timedelta(days=3))])
    return books, site


def test_same_key_from_many_hands_moves_money_once(busy):
    books, _ = busy
    key = str(uuid.uuid4())

    with hands(books) as run:
        answers = run([lambda own: insist(lambda: own.recharge("crowd", "5.00", key))] * 12)

    assert books.balance("crowd")["cash"] == "5.00"
    assert len({str({**answer, "created": None}) for answer in answers}) == 1


def test_recharges_add_up(busy):
    books, _ = busy

    with hands(books) as run:
        run([lambda own: insist(lambda: own.recharge("crowd", "1.01"))] * 30)

    assert books.balance("crowd")["cash"] == "30.30"
    books.assert_sound()


def test_two_closers_bill_each_day_once(busy):
    books, site = busy

    with hands(books) as run:
        run([lambda own: insist(lambda: own.close(site, "2015-03-01", batch=1))] * 4)

    bills = books.bills("crowd")
    assert len(bills) == 12 and len({(bill["workspace"], bill["day"]) for bill in bills}) == 12
    assert books.balance("crowd")["arrears"] == "201.60"
    assert books.assert_sound()["bills"] == 12


def test_recharge_grant_and_close_on_one_account(busy):
    books, site = busy

    def recharge(own):
        return insist(lambda: own.recharge("crowd", "3.00"))

    def grant(own):
        return insist(lambda: own.grant_voucher("crowd", "ordinary", "2.00"))

    def close(own):
        return insist(lambda: own.close(site, "2015-03-01", batch=1))

    tasks = [recharge] * 20 + [grant] * 20 + [close] * 4
    random.Random(3).shuffle(tasks)
    with hands(books) as run:
        run(tasks)

    books.assert_sound()
    balance = {name: Decimal(amount) for name, amount in books.balance("crowd").items() if name in MONEY}
    assert balance["cash"] == 0 or balance["arrears"] == 0, "cash repays arrears at once"
    spent = Decimal("60.00") - balance["cash"] + Decimal("40.00") - balance["ordinary"] + balance["arrears"]
    assert spent == Decimal("201.60")


def test_same_batch_from_many_senders_is_stored_once(busy):
    books, site = busy
    start = books.clock().replace(minute=0)
    batch = [point("w-0", "series", start - timedelta(hours=n % 8), n, f"p{n}") for n in range(400)]

    with hands(books) as run:
        answers = run([lambda own: insist(lambda: own.add_usage(site, batch))] * 8)

    assert sum(answer["accepted"] for answer in answers) == 400
    assert sum(answer["duplicates"] for answer in answers) == 7 * 400
    assert not any(answer["conflicts"] for answer in answers)


def test_usage_sent_during_the_close_is_billed_or_refused(busy):
    """A point that was taken for a day is on the day's bill: the close and the import exclude one another."""
    books, site = busy
    start = site.day_end("2015-02-26")

    def send(number):
        def task(own):
            try:
                late = point("w-0", "task_calls", start, 10_000, f"late-{number}")
                return insist(lambda: own.add_usage(site, [late]))
            except psycopg.Error as error:
                assert error.sqlstate == "LG009", error
                return {"accepted": 0}
        return task

    tasks = [send(number) for number in range(40)]
    tasks.insert(20, lambda own: own.close(site, "2015-02-27") and {"accepted": 0})
    with hands(books) as run:
        answers = run(tasks)

    accepted = sum(answer["accepted"] for answer in answers)
    lines = {line["item"]: line["amount"] for line in books.bill("crowd", "w-0", "2015-02-27")["lines"]}
    assert float(lines.get("task_calls", 0)) == accepted
    books.assert_sound()


@contextmanager
def uncommitted(books, function, *args):
    """The door's call of an operator whose transaction stays open until the block's end."""
    marks = ", ".join(["%s"] * (len(args) + 1))
    with psycopg.connect(books.urls["BC_OPERATOR_URL"]) as operator:
        operator.execute(f"SELECT admin.{function}({marks})", (books.session, *args))
        yield operator


def test_day_is_rated_with_one_price_list_whenever_another_is_published(busy):
    """A step of the close that began first decides; one that comes later waits for the publication's end."""
    books, site = busy
    items, prices = (csv_rows(DEMO_DATA / name) for name in ("items.csv", "price-list.csv"))
    for price in prices:
        price["unit_price"] = "7"

    with ThreadPoolExecutor(1) as pool:
        with uncommitted(books, "import_catalogue", Json(items), Json(prices), "2015-02-27", REASON) as operator:
            closing_day = pool.submit(books.close, site, "2015-02-27", 1)
            wait_until(lambda: waits_for_a_lock(operator, books.operator.info.backend_pid), "the close waits")
        closing_day.result()

    versions = books.owner.execute(
        "SELECT DISTINCT v.version FROM billing.bill b JOIN catalog.price_list_version v ON v.id = b.version_id"
        " WHERE b.day = '2015-02-27'").fetchall()
    assert versions == [(2,)]
    books.assert_sound()


def test_two_settings_at_once_are_both_kept(busy):
    books, site = busy
    set_bytes = (site.code, "w-0", None, "bytes", None, None, REASON)

    with ThreadPoolExecutor(1) as pool:
        with uncommitted(books, "set_workspace", site.code, "w-0", "series_and_data", None, None, None,
                         REASON) as operator:
            second = pool.submit(books.door, "set_workspace", *set_bytes)
            wait_until(lambda: waits_for_a_lock(operator, books.operator.info.backend_pid), "the second waits")
        answer = second.result()

    assert (answer["mode"], answer["logs_by"]) == ("series_and_data", "bytes")


def test_two_makers_of_one_partition(busy):
    """The second waits for the first and finds the partition made."""
    books, _ = busy
    make = "SELECT app.ensure_partition('metering', 'usage_point', '2031-01-01', '2031-01-02')"

    with psycopg.connect(books.urls["BC_SUPERUSER_URL"]) as first, ThreadPoolExecutor(1) as pool:
        first.execute("SET ROLE bc_owner")
        first.execute(make)
        second = pool.submit(books.owner.execute, make)
        wait_until(lambda: waits_for_a_lock(first, books.owner.info.backend_pid), "the second waits")
        first.commit()
        second.result()


def waits_for_a_lock(connection, pid):
    return connection.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", (pid,)).fetchone()[0]


def test_locked_account_leaves_the_others_alone(busy):
    books, _ = busy
    books.add_account("other")

    with closing(psycopg.connect(books.urls["BC_SUPERUSER_URL"])) as holder:
        holder.execute("SELECT FROM ledger.account a JOIN account.account b ON b.id = a.account_id"
                       " WHERE b.code = 'crowd' FOR UPDATE OF a")

        books.recharge("other", "1.00")
        assert books.balance("other")["cash"] == "1.00"
        assert books.balance("crowd")["cash"] == "0.00"
