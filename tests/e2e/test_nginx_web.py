# SPDX-License-Identifier: Apache-2.0
"""How nginx serves the console: which paths are pages, the headers of each location, sign-ins held back."""
import re
from urllib.parse import quote

import pytest
from api_client import slug
from own_nginx import SCRIPT, OwnNginx

GUARDS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
          "Cross-Origin-Resource-Policy": "same-origin"}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'")
SCRIPT_PATH = "/assets/entry-1a2b3c4d.js"


@pytest.fixture(scope="module")
def site(stack):
    site = OwnNginx(stack)
    yield site
    site.stop()


def assert_guarded(answer, cache):
    for name, value in {**GUARDS, "Cache-Control": cache}.items():
        assert answer.headers.get(name) == value, f"{answer.request.path_url} {answer.status_code}: {name}"
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-Id"])
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-eval" not in answer.headers["Content-Security-Policy"]


def assert_problem(answer, status, name):
    assert (answer.status_code, slug(answer)) == (status, name)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["instance"] == answer.headers["X-Request-Id"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors")
    assert_guarded(answer, "no-store")


@pytest.mark.parametrize("path,name", [
    ("/", "index"), ("/index.html", "index"), ("/bills", "index"), ("/bills/2015-03-01/detail?page=2", "index"),
    ("/v1x", "index"), ("/administrator", "index"), ("/admin", "admin"), ("/admin/customers", "admin"),
    ("/admin.html", "admin"), ("/assets", "index"),
])
def test_page_carries_the_nonce_of_its_policy(site, path, name):
    answer = site.request("GET", path)

    nonce = answer.headers["X-Request-Id"]
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.text.count(nonce) == 2 and "__NONCE__" not in answer.text
    assert f">{name}</body>" in answer.text
    assert answer.headers["Content-Security-Policy"] == PAGE_POLICY.format(nonce=nonce)
    assert_guarded(answer, "no-store")
    assert not {"ETag", "Last-Modified", "Accept-Ranges"} & set(answer.headers)


def test_nonce_is_new_in_each_answer(site):
    nonces = {site.request("GET", "/").headers["X-Request-Id"] for _ in range(20)}

    assert len(nonces) == 20


def test_client_does_not_choose_the_nonce(site):
    answer = site.request("GET", "/", headers={"X-Request-Id": "a" * 32, "Request-Id": "a" * 32})

    assert "a" * 32 not in answer.text
    assert answer.headers["X-Request-Id"] != "a" * 32


@pytest.mark.parametrize("path", [
    "/v1", "/v1/", "/v1/nothing", "/v1/index.html", "/callbacks/pay/x", "/healthz/", "/readyz%2f", "/metrics",
    "/metrics/x", "/assets/gone-1a2b.js", "/assets/", "/missing.js", "/.git", "/.env", "/../etc/passwd.txt",
    "/problems/busy.json", "/problems/", "/bills/x.html", "/%2e%2e/conf/nginx.conf",
])
def test_what_is_neither_page_nor_file_is_a_problem(site, path):
    answer = site.request("GET", path)

    if answer.status_code == 400:
        assert_problem(answer, 400, "bad-request")
    else:
        assert_problem(answer, 404, "not-found")


@pytest.mark.parametrize("path", ["/", "/bills", "/index.html", "/admin/x", SCRIPT_PATH, "/compat.js"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_pages_and_files_are_only_read(site, method, path):
    answer = site.request(method, path, data=b"x" if method in ("POST", "PUT") else None)

    assert_problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/bills", SCRIPT_PATH, "/compat.js"])
def test_head_has_the_headers_of_get(site, path):
    head, get = site.request("HEAD", path), site.request("GET", path)

    assert head.status_code == get.status_code == 200 and not head.content
    assert head.headers["Content-Type"] == get.headers["Content-Type"]
    assert head.headers["Cache-Control"] == get.headers["Cache-Control"]


@pytest.mark.parametrize("path,kind,cache", [
    (SCRIPT_PATH, "text/javascript", "public, max-age=31536000, immutable"),
    ("/assets/style-1a2b3c4d.css", "text/css", "public, max-age=31536000, immutable"),
    ("/compat.js", "text/javascript", "no-cache"),
    ("/icon.svg", "image/svg+xml", "no-cache"),
])
def test_file_has_its_type_and_its_time_to_live(site, path, kind, cache):
    answer = site.request("GET", path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].split(";")[0] == kind
    assert_guarded(answer, cache)


def test_file_that_is_known_is_not_sent_again(site):
    first = site.request("GET", "/compat.js")

    again = site.request("GET", "/compat.js", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304 and not again.content
    assert again.headers["Cache-Control"] == "no-cache"


def test_compressed_file_goes_to_who_takes_it(site):
    packed = site.request("GET", SCRIPT_PATH, headers={"Accept-Encoding": "gzip"})
    plain = site.request("GET", SCRIPT_PATH, headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert int(packed.headers["Content-Length"]) < len(SCRIPT) // 10
    assert packed.text == plain.text == SCRIPT
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_api_keeps_its_own_headers(site):
    answer = site.request("GET", "/healthz")

    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; frame-ancestors")
    assert_guarded(answer, "no-store")


@pytest.mark.parametrize("path", ["/", "/bills", "/index.html", "/admin", "/compat.js", SCRIPT_PATH])
def test_without_a_console_there_is_only_the_api(bare_site, path):
    answer = bare_site.request("GET", path)

    assert_problem(answer, 404, "not-found")
    assert bare_site.request("GET", "/healthz").status_code == 200


@pytest.fixture(scope="module")
def bare_site(stack):
    site = OwnNginx(stack, console=False)
    yield site
    site.stop()


@pytest.fixture
def tls_site(stack):
    site = OwnNginx(stack, tls=True)
    yield site
    site.stop()


def test_cookie_is_secure_where_the_page_came_by_tls(site, tls_site):
    def cookie_of(answer):
        assert answer.status_code == 401
        return answer.headers["Set-Cookie"]

    used = {"headers": {"X-CSRF": "1", "Cookie": f"bc_refresh={'A' * 43}"}}

    assert "; Secure" in cookie_of(tls_site.request("POST", "/v1/session/refresh", **used))
    assert "Secure" not in cookie_of(site.request("POST", "/v1/session/refresh", **used))


@pytest.fixture
def slow_site(stack):
    site = OwnNginx(stack, "--sign-in-rate", "1")
    yield site
    site.stop()


def test_sign_ins_of_one_address_are_held_back(slow_site):
    def sign_in():
        return slow_site.request("POST", "/v1/session", data=b"{")

    answers = [sign_in() for _ in range(40)]

    held = [answer for answer in answers if answer.status_code == 429]
    assert answers[0].status_code != 429 and 10 <= len(held) <= 19
    for answer in held:
        assert_problem(answer, 429, "too-many-requests")
        assert answer.headers["Retry-After"] == "1"
    assert slow_site.request("GET", "/v1/session").status_code != 429, "only sign-ins are counted"
    assert slow_site.request("GET", "/healthz").status_code == 200


def test_access_log_keeps_no_query_and_no_token(site):
    secret = "s3cr3t-" + "x" * 20
    for path in ("/bills", "/v1/nothing", "/healthz", "/assets/gone.js"):
        site.request("GET", f"{path}?token={quote(secret)}", headers={
            "Authorization": f"Bearer {secret}", "Cookie": f"bc_refresh={secret}", "Referer": f"http://a/?{secret}",
            "User-Agent": secret})

    log = site.access_log()
    assert 'path="/bills"' in log and 'path="/v1/nothing"' in log
    assert secret not in log and "token" not in log
