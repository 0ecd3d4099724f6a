# SPDX-License-Identifier: Apache-2.0
"""Many kept connections on few threads, and what becomes of them when workers come and go."""
import os
import signal
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from api_client import Api, SiteClient
from books import point
from fastcgi import FastcgiConnection
from harness import is_running, read_metrics, wait_until

CLIENTS, REQUESTS = 64, 30


def fast_socket(stack):
    return Path(stack.settings["BC_SOCKET_DIR"]) / "fast.sock"


def ask_again_and_again(stack, start):
    """Outcomes of one kept connection; a request without an answer in 10 s is a time-out."""
    outcomes = Counter()
    with FastcgiConnection(fast_socket(stack)) as connection:
        start.wait()
        for _ in range(REQUESTS):
            try:
                status, _ = connection.request("GET", "/readyz")
            except socket.timeout:
                outcomes["time-out"] += 1
                break
            outcomes[status] += 1
    return outcomes


def test_64_kept_connections_on_8_threads_without_a_time_out(stack, shared_books):
    assert len(stack.children_of("bc-api")) >= 2
    start = threading.Barrier(CLIENTS)

    with ThreadPoolExecutor(CLIENTS) as pool:
        outcomes = sum(pool.map(lambda _: ask_again_and_again(stack, start), range(CLIENTS)), Counter())

    assert outcomes == {200: CLIENTS * REQUESTS}


def test_idle_kept_connections_hold_no_thread(stack, shared_books):
    idle = [FastcgiConnection(fast_socket(stack)) for _ in range(40)]
    try:
        for connection in idle:
            assert connection.request("GET", "/healthz")[0] == 200
        with FastcgiConnection(fast_socket(stack), seconds=5) as another:
            assert another.request("GET", "/readyz")[0] == 200
    finally:
        for connection in idle:
            connection.close()


def test_client_that_stops_half_way_does_no_harm(stack, shared_books):
    for _ in range(20):
        connection = FastcgiConnection(fast_socket(stack))
        connection.socket.sendall(b"\x01\x01\x00\x01\x00\x08")
        connection.close()
    with FastcgiConnection(fast_socket(stack)) as connection:
        assert connection.request("GET", "/healthz")[0] == 200


class Load:
    """Requests through nginx from many threads until told to stop; counts every outcome."""

    def __init__(self, stack, clients=16):
        self.stack, self.clients = stack, clients
        self.stopping = threading.Event()
        self.outcomes = Counter()
        self.lock = threading.Lock()

    def run(self):
        with requests.Session() as session:
            session.trust_env = False
            while not self.stopping.is_set():
                try:
                    outcome = session.get(self.stack.url + "/readyz", timeout=10).status_code
                except requests.RequestException as error:
                    outcome = type(error).__name__
                with self.lock:
                    self.outcomes[outcome] += 1

    def __enter__(self):
        self.threads = [threading.Thread(target=self.run) for _ in range(self.clients)]
        for thread in self.threads:
            thread.start()
        wait_until(lambda: self.outcomes[200] > 50, "the load runs")
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


def test_reload_replaces_every_worker_and_fails_no_request(stack, shared_books):
    before = set(stack.children_of("bc-api"))

    with Load(stack) as load:
        os.kill(stack.master_of("bc-api"), signal.SIGHUP)
        wait_until(lambda: not before & set(stack.children_of("bc-api")), "all workers are new", 60)
        seen = load.outcomes[200]
        wait_until(lambda: load.outcomes[200] > seen + 50, "the new workers answer")

    assert set(load.outcomes) == {200}, load.outcomes
    assert len(stack.children_of("bc-api")) == len(before)


def test_crashed_worker_is_replaced(stack, shared_books):
    victim, before = stack.children_of("bc-api")[0], len(stack.children_of("bc-api"))

    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: not is_running(victim) and len(stack.children_of("bc-api")) == before, "a new worker")
    assert Api(stack.url).get("/readyz").status_code == 200


def test_drain_finishes_what_was_begun(stub):
    connections = [stub.connect() for _ in range(4)]
    for connection in connections:
        connection.send("GET", "/stub/sleep/700")
    wait_until(lambda: stub.at_work() == 4, "all four are at work")

    stub.signal(signal.SIGTERM)

    assert [connection.receive()[0] for connection in connections] == [200] * 4
    assert stub.master.wait(10) == 0
    for connection in connections:
        connection.close()


def test_worker_that_aborts_takes_only_its_own_requests_along(stub):
    before = set(stub.workers())

    with stub.connect() as connection, pytest.raises((ConnectionError, OSError)):
        connection.request("POST", "/stub/crash")

    wait_until(lambda: len(stub.workers()) == 2 and set(stub.workers()) != before, "a new worker")
    with stub.connect() as connection:
        assert connection.request("GET", "/stub/hello")[0] == 200


def test_metrics_count_requests(stack, shared_books):
    def requests_counted():
        lines = read_metrics(stack.settings["BC_SOCKET_DIR"]).splitlines()
        return sum(int(line.split()[-1]) for line in lines if line.startswith("bc_requests_total"))

    before = requests_counted()

    Api(stack.url).get("/healthz")

    wait_until(lambda: requests_counted() > before, "the request is counted")


@pytest.fixture(scope="module")
def pusher(shared_books, api):
    site = shared_books.add_site("dispatch1")
    shared_books.add_account("dispatch-a", price_lists={"CN": "2022"})
    shared_books.add_workspace(site, "wd-1", "dispatch-a")
    return SiteClient(api, site.credential)


def test_slow_batches_leave_short_requests_quick(stack, shared_books, pusher):
    now = shared_books.clock()
    batch = [point("wd-1", "series", now, 1, f"slow-{n}") for n in range(10_000)]

    with ThreadPoolExecutor(3) as pool:
        sending = [pool.submit(SiteClient(Api(stack.url), pusher.credential).send, *batch) for _ in range(3)]
        waits = []
        while not all(each.done() for each in sending):
            began = time.monotonic()
            assert requests.get(stack.url + "/healthz", timeout=10).status_code == 200
            waits.append(time.monotonic() - began)

    answers = [each.result().json() for each in sending]
    assert sum(answer["accepted"] for answer in answers) == 10_000
    assert waits and max(waits) < 5
