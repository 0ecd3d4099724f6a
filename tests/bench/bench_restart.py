# SPDX-License-Identifier: Apache-2.0
"""Workers replaced one after the other at full load: requests that fail."""
import json
import os
import signal
import time
from datetime import datetime, timezone

from books import Books, hour_text
from rig import result_of
from table import Row

SECONDS, PAUSE, CONNECTIONS = 20, 1.0, 32
POSTS_WANTED = 100_000


def measure(rig):
    gets = Row("restart_get", "rolling restarts at full load, failed GETs", 0, 0, at_most=True, is_exact=True)
    posts = Row("restart_post", "rolling restarts at full load, failed POSTs per 100,000", 1, 0, at_most=True,
                is_exact=True)
    read, write = rig.requests(("GET", "/readyz")), rig.requests(*usage_requests(rig))
    master, restarts = rig.stack.master_of("bc-api"), 0
    n_gets = n_posts = failed_posts = 0
    while n_posts < POSTS_WANTED and n_gets < 20 * POSTS_WANTED:
        loads = [rig.start_load(read, CONNECTIONS, SECONDS), rig.start_load(write, CONNECTIONS, SECONDS)]
        while loads[0].poll() is None:
            os.kill(master, signal.SIGHUP)
            restarts += 1
            time.sleep(PAUSE)
        got, posted = map(result_of, loads)
        gets.add(got["failed"])
        n_gets, n_posts = n_gets + got["answers"], n_posts + posted["answers"]
        failed_posts += posted["failed"]
        gets.note(f"{got}")
        posts.note(f"{posted}")
    posts.add(failed_posts * 100_000 / n_posts)
    gets.note(f"{n_gets:,} GET /readyz and {n_posts:,} POST /v1/usage, {restarts} times all workers replaced")
    return [gets, posts]


def usage_requests(rig):
    """One point each; sent again it is a duplicate, which is answered 200 like a new one."""
    books = Books(rig.stack.urls())
    rig.at_the_end.append(books.end)
    books.import_demo_catalogue()
    site = books.add_site("restart", zone="UTC")
    books.add_workspace(site, "restart")
    hour = hour_text(datetime.now(timezone.utc))
    for n in range(1000):
        record = {"id": f"{n}", "workspace": "restart", "meter": "hosts", "hour": hour, "quantity": "1"}
        yield ("POST", "/v1/usage", site.credential, json.dumps({"records": [record]}))
