# SPDX-License-Identifier: Apache-2.0
"""Workers replaced one after the other at full load: requests that fail."""
import json
import os
import signal
import time
from datetime import datetime, timezone

from books import Books, hour_text
from rig import result_of
from stub_server import StubServer
from table import Row

SECONDS, PAUSE, CONNECTIONS, TIMEOUT_MS = 15, 1.5, 16, 10_000


def measure(rig):
    gets = Row("restart_get", "rolling restarts at full load, failed GETs", 0, 0, at_most=True, is_exact=True)
    posts = Row("restart_post", "rolling restarts at full load, failed POSTs per 100,000", 1, 0, at_most=True,
                is_exact=True)
    stub = rig.once(StubServer).stub
    read, write = rig.requests(("GET", "/readyz")), rig.requests(*usage_requests(rig))
    echo = rig.requests(("POST", "/stub/echo", "-", '{"text":"again"}'))
    got, posted, reloads = while_reloading(rig, rig.stack.master_of("bc-api"), read, write)
    echo_got, echoed, echo_reloads = while_reloading(rig, stub.master.pid, rig.requests(("GET", "/stub/hello")), echo)
    gets.add(got["failed"] + echo_got["failed"])
    n_posts, n_failed = (posted[what] + echoed[what] for what in ("answers", "failed"))
    posts.add(n_failed * 100_000 / n_posts)
    gets.note(f"{got['answers']:,} GET /readyz beside {posted['answers']:,} POST /v1/usage, {reloads} reloads; then on"
              f" the stub's routes, which need no database, {echo_got['answers']:,} GETs beside {echoed['answers']:,}"
              f" POSTs, {echo_reloads} reloads; each reload replaces all workers")
    for result in (got, posted, echo_got, echoed):
        if result["failed"] > 0:
            posts.note(f"not all were answered: {result}")
    return [gets, posts]


def while_reloading(rig, master, *files):
    """What became of the requests, and the number of reloads."""
    loads = [rig.start_load(file, CONNECTIONS, SECONDS, "-t", TIMEOUT_MS) for file in files]
    reloads = 0
    while loads[0].poll() is None:
        os.kill(master, signal.SIGHUP)
        reloads += 1
        time.sleep(PAUSE)
    return *map(result_of, loads), reloads


def usage_requests(rig):
    """One point each; sent again it is a duplicate, which is answered 200 like a new one."""
    books = Books(rig.stack.urls())
    rig.ends.callback(books.end)
    books.import_demo_catalogue()
    site = books.add_site("restart", zone="UTC")
    books.add_workspace(site, "restart")
    hour = hour_text(datetime.now(timezone.utc))
    for n in range(1000):
        record = {"id": f"{n}", "workspace": "restart", "meter": "hosts", "hour": hour, "quantity": "1"}
        yield ("POST", "/v1/usage", site.credential, json.dumps({"records": [record]}))
