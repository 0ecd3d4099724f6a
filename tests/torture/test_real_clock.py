# SPDX-License-Identifier: Apache-2.0
"""On a database that keeps real time: what waited for a lock goes by the clock after it, not by its beginning."""
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone

import psycopg
import pytest
from pairs import wait_for_waiters
from psycopg.types.json import Json
from world import REASON, lay_out


@pytest.fixture
def real(cluster, database):
    """An account with a voucher that expires in 1.5 s; gives its code, sessions, database and when it expires."""
    world = lay_out(cluster, database, accounts=1)
    with cluster.superuser(database) as owner:
        owner.execute("UPDATE ops.deployment SET settable_clock = false")
    expires_at = datetime.now(timezone.utc) + timedelta(seconds=1.5)
    with cluster.connect("bc_operator", database) as operator:
        proposal = operator.execute("SELECT admin.propose(%s, %s, %s, %s, %s, %s)", (
            world.sessions()[0], "voucher_grant", world.customers[0].code,
            Json({"kind": "ordinary", "face": "5.00", "expires_at": expires_at.isoformat()}), REASON,
            str(uuid.uuid4()))).fetchone()[0]["proposal"]
        operator.execute("SELECT admin.approve(%s, %s, %s)", (world.sessions()[1], proposal, REASON))
    return cluster, database, world, expires_at


def test_voucher_that_expires_during_the_wait_does_not_pay(real):
    cluster, database, world, expires_at = real
    outcome = []

    def prepay():
        with cluster.connect("bc_operator", database) as operator:
            try:
                operator.execute("SELECT admin.prepay(%s, %s, %s, %s, %s, %s)", (
                    world.sessions()[0], world.customers[0].code, "order-1", "1.00", REASON, str(uuid.uuid4())))
                outcome.append("paid")
            except psycopg.Error as error:
                outcome.append(error.sqlstate)

    waiting = threading.Thread(target=prepay)
    with cluster.superuser(database) as watcher, cluster.superuser(database) as holder:
        with holder.transaction():
            holder.execute("SELECT FROM ledger.account FOR UPDATE")
            waiting.start()
            wait_for_waiters(watcher, 1)
            assert datetime.now(timezone.utc) < expires_at, "the machine is too slow for this test"
            time.sleep((expires_at - datetime.now(timezone.utc)).total_seconds() + 0.05)
    waiting.join()

    assert outcome == ["LG026"]
