# SPDX-License-Identifier: Apache-2.0
"""Several sessions close one day end: a step that one of them has under way is waited for where order needs it.

The bills of an account are settled by their workspaces' ids in the order of bytes, whoever rates them when.
"""
from datetime import timedelta

import psycopg
import pytest
from book_rows import BookRows
from checker import check_bills, check_invariants, check_money
from psycopg.types.json import Json
from world import START, lay_out, set_clock

DAY, AFTER = "2020-03-01", START + timedelta(hours=17)


@pytest.fixture
def due(cluster, database):
    """A day end of four accounts with one to four workspaces each, with usage and a little cash; nothing is rated."""
    world = lay_out(cluster, database, accounts=4, sites={"cn": ("Asia/Shanghai", "CN")})
    with cluster.superuser(database) as owner, cluster.connect("bc_api", database) as api:
        owner.execute("SET ROLE bc_owner")
        owner.execute("UPDATE account.workspace_settlement SET method = 'account'")
        set_clock(owner, START + timedelta(hours=12))
        records = [{"id": workspace.code, "workspace": workspace.code, "meter": "b", "hour": "2020-03-01T09:00:00Z",
                    "quantity": "7"} for customer in world.customers for workspace in customer.workspaces]
        api.execute("SELECT api.add_usage(%s, %s)", (world.credentials["cn"], Json({"records": records})))
        set_clock(owner, AFTER)
    return cluster, database, world


def step(connection, world, batch):
    return connection.execute("SELECT step, n, done FROM admin.close_step(%s, 'cn', %s, %s)",
                              (world.sessions()[0], DAY, batch)).fetchone()


@pytest.mark.parametrize("held", range(1, 9))
def test_step_under_way_keeps_the_order_of_bills(due, held):
    """One session stops in the middle of its n-th step while another goes on as far as it can."""
    cluster, database, world = due
    with cluster.connect("bc_operator", database) as slow, cluster.connect("bc_operator", database) as quick:
        quick.execute("SET lock_timeout = '300ms'")
        for _ in range(held):
            step(quick, world, 1)
        with slow.transaction():
            step(slow, world, 1)
            go_on(quick, world)
        while not step(slow, world, 1)[2]:
            pass
    with cluster.superuser(database) as reader:
        rows = BookRows(reader, [START, AFTER])
    violations = [*check_money(rows), *check_bills(rows), *check_invariants(rows)]
    assert not violations, "\n".join(violations)
    assert rows.open_days == 0 and len(rows.settlements) == 10


def go_on(connection, world):
    for _ in range(40):
        try:
            _, n, done = step(connection, world, 1)
        except psycopg.errors.LockNotAvailable:
            return
        assert not done, "the day is closed while a step is under way"
        if n == 0:
            return
