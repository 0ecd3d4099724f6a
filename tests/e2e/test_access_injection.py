# SPDX-License-Identifier: Apache-2.0
"""Text that means something to the next reader of it: headers, logs, SQL."""
import re
import secrets
from urllib.parse import quote

import pytest
import raw_http
from api_client import slug
from contract import operations, resolve
from members import CSRF, PASSWORD, add_member, cookies_of, open_session, operator_token, refresh, sign_in
from tokens import read_keys

BREAKS = ["\r\n", "\n", "\r", "\r\n\r\n", "\u2028", "\u0085"]
FORGED = "forged-line-7f3a"
READS = [operation for operation in operations().values() if operation.parameters_in("query")]
SQL = ["'", "''", "\\'", "' OR '1'='1", "'; DROP TABLE ledger.entry; --", "$$", "$1", "%", "_", "\\", "\"", "`", "/*",
       "1e9", "NULL", "null", "{}", "{a,b}", "[]", "E'\\x41'", "CN%27", ")", "(", ";", "--", "x' UNION SELECT 1--"]


@pytest.fixture(scope="module")
def login(shared_books):
    shared_books.add_account("inject-a")
    return add_member(shared_books, "inject-a", "owner@inject.example")


@pytest.fixture(scope="module")
def session(stack, shared_books, login):
    return open_session(shared_books, read_keys(stack.state / "token-keys")[0], login)


@pytest.fixture(scope="module")
def ask(stack, shared_books, api, session):
    """Calls a GET with the credential it needs; an account in its path is the module's own."""
    operator = operator_token(shared_books, read_keys(stack.state / "token-keys")[0])

    def call(operation, **options):
        token = operator if operation.scheme == "operator" else session.token
        return api.get(operation.path.replace("{account}", "inject-a"), token, **options)

    return call


def injected(headers):
    return [name for name in headers if "injected" in name.lower()]


@pytest.mark.parametrize("line_break", BREAKS, ids=repr)
def test_line_break_in_a_path_or_query_makes_no_header(api, session, line_break):
    attack = quote(f"x{line_break}X-Injected: 1{line_break}")
    for path in (f"/v1/{attack}", f"/v1/bills/daily/{attack}", f"/v1/vouchers?{attack}=1",
                 f"/v1/vouchers?state={attack}", f"/v1/transactions?cursor={attack}"):
        answer = api.get(path, session.token, nonsense=True)

        assert answer.status_code in (400, 404, 422), path
        assert not injected(answer.headers)


@pytest.mark.parametrize("line_break", BREAKS, ids=repr)
def test_line_break_in_a_login_makes_no_header(api, line_break):
    answer = sign_in(api, f"x@inject.example{line_break}X-Injected: 1")

    assert answer.status_code in (401, 422)
    assert not injected(answer.headers)


@pytest.mark.parametrize("value", ["\r\nX-Injected: 1", "a\rb", "a\nb"], ids=repr)
def test_line_break_in_a_cookie_makes_no_header(stack, value):
    cookie = b"Cookie: bc_refresh=" + value.encode()
    received = raw_http.exchange(stack, raw_http.request("POST", b"/v1/session/refresh", cookie, b"X-CSRF: 1"))

    status, headers, _ = raw_http.parse(received)
    assert status in (400, 401)
    assert not injected(headers)


def test_nul_is_refused_everywhere(api, stack, session):
    for path in ("/v1/%00", "/v1/me%00", "/v1/bills/daily/%00", "/v1/vouchers?state=active%00", "/v1/vouchers?%00=1",
                 "/v1/workspaces?q=%00", "/v1/transactions?cursor=%00"):
        answer = api.get(path, session.token, nonsense=True)
        assert answer.status_code in (400, 404, 422), path
    for body in ({"login": "a\0b@inject.example", "password": "x"}, {"login": "a@inject.example", "password": "x\0"}):
        answer = api.post("/v1/session", body)
        assert (answer.status_code, slug(answer)) == (422, "invalid-field")
    for header in (b"Authorization: Bearer \0", b"Cookie: bc_refresh=\0", b"X\0: 1"):
        received = raw_http.exchange(stack, raw_http.request("POST", b"/v1/session/refresh", header, b"X-CSRF: 1"))
        assert not received or raw_http.parse(received)[0] in (400, 401), header


@pytest.mark.parametrize("path", [
    b"/v1/bills/daily/../../me", b"/v1/%2e%2e/%2e%2e/etc/passwd", b"/v1//me", b"//v1/me", b"/v1/me/", b"/v1/me/.",
    b"/v1/ME", b"/V1/me", b"/v1/me%20", b"/v1/m%65", b"/v1/me;x=1", b"/v1\\me", b"/v1/./me", b"/v1/bills/daily/",
    b"/v1/bills/daily/%2fme", b"/v1/bills/daily/a/b", b"http://127.0.0.1/v1/nothing",
])
def test_crooked_paths_go_through_no_door_unseen(stack, path):
    """Whichever way a path is read, without a credential it leads to a problem or to the console's page."""
    status, headers, said = raw_http.parse(raw_http.exchange(stack, raw_http.request("GET", path)))

    if status == 200:
        assert headers["Content-Type"] == "text/html" and b"<html" in said
    else:
        assert headers["Content-Type"] == "application/problem+json"
        assert status in (400, 401, 404), said


@pytest.mark.parametrize("operation", READS, ids=repr)
def test_sql_in_a_filter_is_text(ask, operation):
    for name, parameter in operation.parameters_in("query").items():
        schema = resolve(parameter["schema"])
        is_free = schema["type"] == "string" and not {"enum", "pattern", "format"} & set(schema) and name != "cursor"
        for text in SQL:
            answer = ask(operation, params={name: text})

            if name == "account":
                assert (answer.status_code, slug(answer)) == (404, "no-such-account"), text
            elif is_free:
                assert answer.status_code == 200 and answer.json()["items"] == [], (name, text)
            else:
                assert (answer.status_code, slug(answer)) == (422, "invalid-field"), (name, text)


def test_sql_in_a_path_is_text(api, session):
    for text in SQL:
        answer = api.get("/v1/bills/daily/" + quote(text, safe=""), session.token)

        assert answer.status_code in (404, 422), text


def test_sql_in_a_login_is_text(api):
    for text in SQL:
        answer = sign_in(api, text, text)

        assert answer.status_code in (401, 422), text


def logs_since(stack, marks):
    """What bc-api and nginx have logged since the marks."""
    said = ""
    for path, size in marks.items():
        with path.open("rb") as file:
            file.seek(size)
            said += file.read().decode(errors="replace")
    return said


def marks_of(stack):
    return {path: path.stat().st_size for path in (stack.state / "log").glob("*")
            if path.is_file() and re.match("bc-api|nginx|postgresql", path.name)}


def test_logs_hold_no_forged_line_and_no_secret(stack, shared_books, api, login, session):
    marks = marks_of(stack)
    assert any("bc-api" in path.name for path in marks) and any("nginx" in path.name for path in marks)
    typed = {name: f"{name}-{secrets.token_hex(8)}" for name in ("password", "login", "query", "token", "cookie")}
    breaking = f"\n{FORGED} time=now id=forged status=200"

    opened = sign_in(api, login)
    sign_in(api, f"{typed['login']}@inject.example", typed["password"])
    sign_in(api, f"{typed['login']}{breaking}", typed["password"])
    api.get("/v1/workspaces", session.token, params={"q": typed["query"] + breaking})
    api.get("/v1/workspaces", session.token, params={typed["query"] + breaking: "1"}, nonsense=True)
    api.get("/v1/vouchers", session.token, params={"state": typed["query"] + breaking}, nonsense=True)
    api.get("/v1/me", typed["token"] + typed["token"])
    api.get("/v1/" + quote(breaking), session.token)
    api.post("/v1/session/refresh", headers={**CSRF, "Cookie": f"bc_refresh={typed['cookie']}"})
    api.get("/v1/me", session.token, headers={"User-Agent": f"x\t{FORGED}", "X-Request-Id": f"a {FORGED}",
                                              "Referer": f"http://x/{FORGED}", "X-Forwarded-For": FORGED})
    refreshed = refresh(api, session)
    said = logs_since(stack, marks)

    assert "/v1/workspaces" in said and "/v1/session" in said, "the requests are in the logs"
    assert not re.search(f"^[^ ]*{FORGED}", said, re.M), "no line begins as the attacker likes"
    hidden = {typed[name] for name in ("password", "login", "query", "token", "cookie")} | {
        PASSWORD, login, session.token, session.refresh, cookies_of(opened)["bc_refresh"].value,
        opened.json()["access_token"], refreshed.json()["access_token"], cookies_of(refreshed)["bc_refresh"].value}
    assert {text for text in hidden if text in said} == set()


def test_every_line_of_the_log_of_bc_api_has_its_form(stack, api, session):
    marks = {path: size for path, size in marks_of(stack).items() if "bc-api" in path.name}
    for path in ("/v1/me", "/v1/%0a%0dx", "/v1/bills/daily/%22%20status=200", "/v1/vouchers?state=%0a", "/v1/\"x=1"):
        api.get(path, session.token, nonsense=True)

    lines = logs_since(stack, marks).splitlines()

    assert lines
    for line in lines:
        assert re.fullmatch(r'([a-z_]+=("(\\.|[^"\\])*"|[^\s"]*)( |$))+', line), line
