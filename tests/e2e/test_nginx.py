# SPDX-License-Identifier: Apache-2.0
"""What nginx says by itself, and the headers of every location."""
import os
import signal

import pytest
import requests
from api_client import slug
from harness import is_running, wait_until
from raw_http import exchange

HEADERS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
           "Cache-Control": "no-store"}


def assert_guarded(answer):
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, f"{answer.request.path_url} {answer.status_code}: {name}"
    assert "default-src" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Request-Id"]
    assert not any(character.isdigit() for character in answer.headers.get("Server", "")), "no version is told"


@pytest.mark.parametrize("path", [
    "/v1", "/v1/", "/v1/nothing", "/nothing.txt", "/problems/busy.json", "/v1/../v1/nothing", "/v1/%2e%2e/passwd.txt",
    "/metrics", "/healthz/", "/%00", "/readyz%2f", "/callbacks/x", "/assets/nothing.js",
])
def test_unknown_path_is_a_problem(api, path):
    answer = api.get(path)

    assert (answer.status_code, slug(answer)) in [(404, "not-found"), (400, "bad-request")]
    assert_guarded(answer)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_open_and_guarded(api, shared_books, path):
    answer = api.get(path)

    assert answer.status_code == 200
    assert_guarded(answer)


@pytest.mark.parametrize("method,path", [("GET", "/v1/usage"), ("DELETE", "/v1/usage"), ("PUT", "/v1/usage"),
                                         ("POST", "/readyz"), ("PATCH", "/healthz")])
def test_wrong_method_names_the_right_ones(api, method, path):
    answer = api.request(method, path)

    assert (answer.status_code, slug(answer)) == (405, "method-not-allowed")
    assert answer.headers.get("Allow")
    assert_guarded(answer)


def test_trace_and_unknown_methods_are_refused(api):
    for method in ("TRACE", "BREW"):
        answer = api.request(method, "/healthz")
        assert answer.status_code in (400, 405), method


def test_body_over_the_limit_of_its_location(api):
    small = api.request("POST", "/healthz", data=b"x" * 70_000)
    large = api.request("POST", "/v1/usage", data=b"x" * ((4 << 20) + 1))

    assert small.status_code in (405, 413)
    assert (large.status_code, slug(large)) == (413, "body-too-large")
    assert_guarded(large)


def test_chunked_body_over_the_limit(api):
    answer = api.request("POST", "/v1/usage", data=(b"x" * 65536 for _ in range(80)))

    assert (answer.status_code, slug(answer)) == (413, "body-too-large")


def test_unauthenticated_answer_is_guarded_too(api):
    answer = api.post("/v1/usage", {"records": []}, "wrong")

    assert answer.status_code == 401
    assert_guarded(answer)


@pytest.mark.parametrize("request_bytes,statuses", [
    (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", (400,)),
    (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", (400,)),
    (b"POST /v1/usage HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\nConnection: close\r\n\r\n", (400,)),
    (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", (414,)),
    (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000 + b"\r\nConnection: close\r\n\r\n", (431,)),
], ids=["no-host", "two-hosts", "bad-length", "long-uri", "large-headers"])
def test_malformed_requests_are_problems(stack, request_bytes, statuses):
    received = exchange(stack, request_bytes)

    status = int(received.split()[1])
    assert status in statuses, received[:300]
    assert b"Content-Type: application/problem+json" in received
    assert f'"status": {status}'.encode() in received or f'"status":{status}'.encode() in received


def test_request_id_is_the_problem_instance(api):
    answer = api.get("/v1/nothing")

    assert answer.json()["instance"] == answer.headers["X-Request-Id"]


def test_dead_api_is_a_busy_problem(new_stack):
    stack = new_stack()
    stack.up()
    master, workers = stack.master_of("bc-api"), stack.children_of("bc-api")
    for pid in [master, *workers]:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(map(is_running, [master, *workers])), "bc-api is gone")

    answer = requests.get(stack.url + "/readyz", timeout=20)

    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] and slug(answer) == "busy"
    assert_guarded(answer)
