# SPDX-License-Identifier: Apache-2.0
"""The server itself, without nginx and database: routes of tests/stub that sleep, lock and crash."""
import os
import re
import signal
import socket
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastcgi import FastcgiConnection
from harness import BUILD, environment, is_running, parent_of, wait_until
from stub import TOKEN_KEYS

WORKERS, THREADS = 2, 4
PROGRAM = BUILD / "tests" / "stub" / "stub_api"


class Stub:
    """tests/stub/stub_api with its sockets in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.log = folder / "log"
        keys = folder / "token-keys"
        keys.write_text(TOKEN_KEYS)
        keys.chmod(0o600)
        settings = environment(BC_SOCKET_DIR=folder, BC_DATABASE_URL="host=/nonexistent", BC_WORKERS=WORKERS,
                               BC_THREADS=THREADS, BC_TOKEN_KEYS_FILE=keys)
        with self.log.open("w") as log:
            self.process = subprocess.Popen([PROGRAM], env=settings, stdin=subprocess.DEVNULL, stderr=log)
        wait_until(lambda: (folder / "metrics.sock").exists() and len(self.workers()) == WORKERS, "the stub listens")

    def connection(self):
        return FastcgiConnection(self.folder / "fast.sock")

    def ask(self, method, path, body=b""):
        with self.connection() as connection:
            return connection.request(method, path, body)[0]

    def workers(self):
        pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
        return {pid for pid in pids if parent_of(pid) == self.process.pid and is_running(pid)}

    def metric(self, name):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(self.folder / "metrics.sock"))
            client.sendall(b"GET /metrics HTTP/1.1\r\n\r\n")
            text = client.makefile().read()
        return float(re.search(rf"^{re.escape(name)} ([0-9.]+)$", text, re.M)[1])

    def end(self):
        self.process.terminate()
        return self.process.wait(40)


@pytest.fixture
def stub(tmp_path):
    stub = Stub(tmp_path)
    yield stub
    if stub.process.poll() is None:
        assert stub.end() == 0


def ask_many(stub, count, method, path):
    with ThreadPoolExecutor(count) as pool:
        return Counter(pool.map(lambda _: stub.ask(method, path), range(count)))


def test_64_kept_connections_without_a_time_out(stub):
    def ask_on_one(_):
        with stub.connection() as connection:
            return [connection.request("GET", "/stub/sleep/2")[0] for _ in range(20)]

    with ThreadPoolExecutor(64) as pool:
        outcomes = Counter(status for statuses in pool.map(ask_on_one, range(64)) for status in statuses)

    assert outcomes == {200: 64 * 20}


def test_lockers_of_one_account_have_two_places_in_a_worker(stub):
    began = time.monotonic()
    outcomes = ask_many(stub, 16, "POST", "/stub/lock-asleep/a/600")

    assert set(outcomes) == {200, 503} and outcomes[200] <= 2 * WORKERS
    assert time.monotonic() - began < 5


def test_others_are_served_while_an_account_is_locked(stub):
    with ThreadPoolExecutor(1) as pool:
        lockers = pool.submit(ask_many, stub, 16, "POST", "/stub/lock-asleep/a/1000")
        wait_until(lambda: stub.metric('bc_in_flight{pool="fast"}') >= 1, "a locker is at work")
        began = time.monotonic()
        for _ in range(50):
            assert stub.ask("GET", "/stub/hello") == 200
        took = time.monotonic() - began
        lockers.result()

    assert took < 1


def test_term_answers_what_is_in_hand(stub):
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(stub.ask, "GET", "/stub/sleep/800") for _ in range(6)]
        wait_until(lambda: stub.metric('bc_in_flight{pool="fast"}') == 6, "all are in hand")
        assert stub.end() == 0
        assert [each.result() for each in asked] == [200] * 6

    assert not list(stub.folder.glob("*.sock"))


def test_reload_keeps_connections_and_what_is_in_hand(stub):
    before = stub.workers()

    with stub.connection() as kept, ThreadPoolExecutor(4) as pool:
        assert kept.request("GET", "/stub/hello")[0] == 200
        asked = [pool.submit(stub.ask, "GET", "/stub/sleep/500") for _ in range(4)]
        wait_until(lambda: stub.metric('bc_in_flight{pool="fast"}') == 4, "all are in hand")
        stub.process.send_signal(signal.SIGHUP)
        wait_until(lambda: not before & stub.workers(), "all workers are new")
        assert kept.request("GET", "/stub/hello")[0] == 200
        assert [each.result() for each in asked] == [200] * 4


def test_crashed_worker_is_counted_and_replaced(stub):
    before = stub.workers()

    with stub.connection() as connection, pytest.raises(OSError):
        connection.request("POST", "/stub/crash")

    wait_until(lambda: len(stub.workers()) == WORKERS and stub.workers() != before, "a new worker")
    assert stub.metric("bc_worker_restarts_total") == 1
    assert stub.ask("GET", "/stub/hello") == 200


def test_workers_go_with_their_master(stub):
    workers = stub.workers()

    stub.process.kill()
    stub.process.wait()

    wait_until(lambda: not any(is_running(pid) for pid in workers), "no worker is left")


def test_unread_body_leaves_the_connection_usable(stub):
    with stub.connection() as connection:
        assert connection.request("POST", "/nowhere", b"x" * 300_000)[0] == 404
        assert connection.request("POST", "/stub/echo", b'{"text":"abc"}')[0] == 200
        assert connection.request("POST", "/stub/echo", b"x" * 300_000)[0] == 413
        assert connection.request("GET", "/stub/hello")[0] == 200
        assert connection.request("POST", "/stub/echo", b'{"text":1}')[0] == 422


def test_database_out_of_reach_is_busy(stub):
    with stub.connection() as connection:
        status, answer = connection.request("GET", "/stub/read")

    assert status == 503 and b"Retry-After: 1\r\n" in answer


def test_second_instance_refuses_the_same_folder(stub):
    settings = environment(BC_SOCKET_DIR=stub.folder, BC_DATABASE_URL="host=/nonexistent",
                           BC_TOKEN_KEYS_FILE=stub.folder / "token-keys")
    second = subprocess.run([PROGRAM], env=settings, stdin=subprocess.DEVNULL, text=True, stderr=subprocess.PIPE,
                            timeout=20)

    assert second.returncode == 1 and "another bc-api" in second.stderr
    assert stub.ask("GET", "/stub/hello") == 200


def test_no_descriptor_is_left_behind(stub):
    def descriptors():
        return sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in stub.workers())

    assert stub.ask("GET", "/stub/hello") == 200
    before = descriptors()
    for _ in range(200):
        assert stub.ask("GET", "/stub/hello") == 200

    wait_until(lambda: descriptors() <= before, "closed connections are closed here too")
