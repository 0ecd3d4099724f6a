# SPDX-License-Identifier: Apache-2.0
"""Signing in through the whole stack: what it answers, what it holds back, and the end of sessions."""
import base64
import os
import re
import secrets
import signal
import statistics
import subprocess
import time

import pytest
from api_client import pointers, slug
from control import Bcctl
from fastcgi import FastcgiConnection
from harness import wait_until
from members import COOKIE, cookies_of, refresh, session_of, sign_in
from tokens import read_token

PASSWORD = "correct horse battery staple"
REASON = "a test"


@pytest.fixture(scope="module")
def bcctl(stack):
    return Bcctl(stack.build / "bcctl", stack.program_environment())


@pytest.fixture(scope="module")
def new_member(shared_books, bcctl, tmp_path_factory):
    """Makes members by bcctl, with PASSWORD; each test signs in as its own."""
    shared_books.add_account("session-a")
    file = tmp_path_factory.mktemp("member") / "password"
    file.write_text(PASSWORD + "\n")

    def make(role="owner"):
        login = f"{secrets.token_hex(6)}@session.example"
        bcctl("member", "create", login, "--account", "session-a", "--role", role, "--name", "Li Wei",
              "--password-file", file, "--reason", REASON)
        return login

    return make


def is_open(api, session):
    return api.get("/v1/me", session.token).status_code == 200


def refused(answer, status, problem):
    return (answer.status_code, slug(answer)) == (status, problem)


def test_sign_in_opens_a_session(api, new_member):
    login = new_member("finance")

    answer = sign_in(api, login, PASSWORD)

    assert answer.status_code == 201
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 900)
    header, claims = read_token(body["access_token"])
    assert header["alg"] == "HS256" and header["kid"] and claims["exp"] - claims["nbf"] == 900
    assert set(claims) == {"iss", "aud", "sid", "iat", "nbf", "exp"}
    me = api.get("/v1/me", body["access_token"]).json()
    assert me["member"] == {"login": login, "name": "Li Wei", "role": "finance"}
    assert me["account"]["account"] == "session-a"


def test_case_of_the_login_makes_no_difference(api, new_member):
    assert sign_in(api, new_member().upper(), PASSWORD).status_code == 201


def test_cookie_is_kept_from_scripts_and_other_sites(api, new_member):
    answer = sign_in(api, new_member(), PASSWORD)

    cookie = cookies_of(answer)[COOKIE]
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", cookie.value)
    assert cookie["path"] == "/v1/session" and cookie["httponly"] and cookie["samesite"] == "Strict"
    assert int(cookie["max-age"]) > 0 and not cookie["domain"] and not cookie["secure"]
    assert cookie.value not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_wrong_password_and_unknown_login_look_the_same(api, new_member):
    login = new_member()

    wrong = sign_in(api, login, PASSWORD + "r")
    unknown = sign_in(api, "nobody@session.example", PASSWORD)

    for answer in (wrong, unknown):
        assert refused(answer, 401, "sign-in-failed") and "Set-Cookie" not in answer.headers
    assert {**wrong.json(), "instance": ""} == {**unknown.json(), "instance": ""}
    assert "detail" not in wrong.json()


def test_unknown_login_takes_as_long(api, new_member):
    def seconds(login):
        began = time.perf_counter()
        assert sign_in(api, login, "a wrong password").status_code == 401
        return time.perf_counter() - began

    login, taken = new_member(), {"known": [], "unknown": []}
    for _ in range(5):
        taken["known"].append(seconds(login))
        taken["unknown"].append(seconds(f"{secrets.token_hex(6)}@session.example"))

    known, unknown = statistics.median(taken["known"]), statistics.median(taken["unknown"])
    assert 0.4 < known / unknown < 2.5, taken


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_form_of_another_site_is_no_sign_in(api, content_type):
    headers = {"Content-Type": content_type}

    answer = api.post("/v1/session", data=b'{"login":"a@b.example","password":"x"}', headers=headers)

    assert refused(answer, 415, "unsupported-type")


@pytest.mark.parametrize(("body", "pointer"), [
    ({"login": "a@b.example"}, "/password"),
    ({"password": PASSWORD}, "/login"),
    ({"login": "a@b.example", "password": ""}, "/password"),
    ({"login": "a@b.example", "password": "x" * 257}, "/password"),
    ({"login": "a" * 255, "password": PASSWORD}, "/login"),
    ({"login": "a@b.example", "password": 1}, "/password"),
    ({"login": "a@b.example", "password": PASSWORD, "role": "owner"}, "/role"),
])
def test_fields_are_checked(api, body, pointer):
    answer = api.post("/v1/session", body, nonsense=True)

    assert refused(answer, 422, "invalid-field") and pointers(answer) == [pointer]
    assert PASSWORD not in answer.text


def test_eleventh_try_is_held_back_even_when_right(api, new_member):
    login = new_member()
    for _ in range(10):
        assert sign_in(api, login, "a wrong password").status_code == 401

    answer = sign_in(api, login, PASSWORD)

    assert refused(answer, 429, "too-many-requests") and answer.headers["Retry-After"] == "900"
    assert sign_in(api, new_member(), PASSWORD).status_code == 201, "others are let in"


def test_refresh_rotates_the_token(api, new_member):
    first = session_of(sign_in(api, new_member(), PASSWORD))

    answer = refresh(api, first)

    second = session_of(answer)
    assert answer.status_code == 200 and second.refresh != first.refresh
    assert read_token(second.token)[1]["sid"] == read_token(first.token)[1]["sid"]
    assert is_open(api, first) and is_open(api, second)


def test_reuse_of_a_refresh_token_ends_the_session(api, new_member):
    first = session_of(sign_in(api, new_member(), PASSWORD))
    second = session_of(refresh(api, first))

    stolen = refresh(api, first)

    assert refused(stolen, 401, "unauthenticated")
    assert cookies_of(stolen)[COOKIE]["max-age"] == "0"
    assert not is_open(api, second)
    assert refused(refresh(api, second), 401, "unauthenticated")


@pytest.mark.parametrize("headers", [{}, {"X-CSRF": "0"}, {"X-CSRF": "1", "Sec-Fetch-Site": "cross-site"}])
def test_refresh_is_for_our_page_alone(api, new_member, headers):
    session = session_of(sign_in(api, new_member(), PASSWORD))

    answer = refresh(api, session, headers, nonsense=True)

    assert refused(answer, 403, "forbidden")
    assert refresh(api, session).status_code == 200, "the token was not used up"


def test_sign_out_ends_the_session_and_clears_the_cookie(api, new_member):
    session = session_of(sign_in(api, new_member(), PASSWORD))

    answer = api.request("DELETE", "/v1/session", session.token)

    cookie = cookies_of(answer)[COOKIE]
    assert answer.status_code == 204 and answer.content == b"" and "Content-Type" not in answer.headers
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", "0", "/v1/session")
    assert not is_open(api, session)
    assert refused(refresh(api, session), 401, "unauthenticated")


def test_disabled_member_is_out_at_once(api, bcctl, new_member):
    login = new_member()
    session = session_of(sign_in(api, login, PASSWORD))

    bcctl("member", "disable", login, "--reason", REASON)

    assert not is_open(api, session)
    assert refused(sign_in(api, login, PASSWORD), 401, "sign-in-failed")
    bcctl("member", "enable", login, "--reason", REASON)
    assert sign_in(api, login, PASSWORD).status_code == 201
    assert not is_open(api, session)


def test_new_password_ends_all_sessions(api, bcctl, new_member, tmp_path):
    login, file = new_member(), tmp_path / "password"
    sessions = [session_of(sign_in(api, login, PASSWORD)) for _ in range(2)]
    file.write_text("another password entirely\n")

    bcctl("member", "password", login, "--password-file", file, "--reason", REASON)

    assert not any(is_open(api, session) for session in sessions)
    assert refused(sign_in(api, login, PASSWORD), 401, "sign-in-failed")
    assert sign_in(api, login, "another password entirely").status_code == 201


def test_head_is_answered_as_get(api, new_member):
    session = session_of(sign_in(api, new_member(), PASSWORD))

    answer = api.request("HEAD", "/v1/balance", session.token)

    body = api.get("/v1/balance", session.token).content
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(body)


def test_a_sign_in_that_waited_too_long_is_sent_away(stack, new_member):
    body = b'{"login":"%s","password":"%s"}' % (new_member().encode(), PASSWORD.encode())

    def ask(seconds_ago):
        with FastcgiConnection(f"{stack.settings['BC_SOCKET_DIR']}/auth.sock") as connection:
            return connection.request("POST", "/v1/session", body, REQUEST_STARTED=f"{time.time() - seconds_ago:.3f}")

    status, answer = ask(3)
    assert status == 503 and b"/problems/busy" in answer and b"Retry-After: 1\r\n" in answer
    assert ask(0)[0] == 201


def test_nothing_secret_is_logged(stack, api, new_member):
    session = session_of(sign_in(api, new_member(), PASSWORD))
    renewed = session_of(refresh(api, session))
    api.get("/v1/workspaces", renewed.token, params={"q": "looked-for-value"})

    logs = "".join(path.read_text(errors="replace") for path in (stack.state / "log").iterdir())

    for secret in (PASSWORD, session.token, session.refresh, renewed.token, renewed.refresh, "looked-for-value"):
        assert secret not in logs


def test_keys_are_rotated_with_overlap(stack, api, new_member):
    keys = stack.state / "token-keys"
    before = keys.read_text()
    session = session_of(sign_in(api, new_member(), PASSWORD))
    fresh = f"rotated HS256 {base64.b64encode(secrets.token_bytes(32)).decode()}\n"

    def reload_with(text):
        keys.write_text(text)
        old = set(stack.children_of("bc-api"))
        os.kill(stack.master_of("bc-api"), signal.SIGHUP)
        wait_until(lambda: stack.children_of("bc-api") and not old & set(stack.children_of("bc-api")),
                   "all workers are new")

    try:
        reload_with(fresh + before)
        assert is_open(api, session), "what the old key signed still serves"
        renewed = session_of(refresh(api, session))
        assert read_token(renewed.token)[0]["kid"] == "rotated" and is_open(api, renewed)

        reload_with(fresh)
        assert not is_open(api, session) and is_open(api, renewed)
    finally:
        reload_with(before)
    assert is_open(api, session) and not is_open(api, renewed)


def test_faulty_key_file_changes_nothing(stack, api, new_member):
    keys, log = stack.state / "token-keys", stack.state / "log" / "bc-api.log"
    before = keys.read_text()
    session = session_of(sign_in(api, new_member(), PASSWORD))
    workers = stack.children_of("bc-api")

    try:
        keys.write_text("1 HS256 dG9vIHNob3J0\n")
        os.kill(stack.master_of("bc-api"), signal.SIGHUP)
        wait_until(lambda: "event=reload_refused" in log.read_text(), "the fault is told")
    finally:
        keys.write_text(before)

    assert stack.children_of("bc-api") == workers and is_open(api, session)
    assert "dG9vIHNob3J0" not in log.read_text()


@pytest.mark.parametrize(("text", "mode", "fault"), [
    (None, 0, "No such file"), ("", 0o600, "it has no key"),
    ("1 HS256 dG9vIHNob3J0\n", 0o600, ":1: the secret must be 32 to 256 bytes"),
    ("1 none MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n", 0o600, ":1: the algorithm must be HS256"),
    ("1 HS256 MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n", 0o640, "open to others than its owner: chmod 600"),
])
def test_settings_are_judged_with_the_keys(stack, tmp_path, text, mode, fault):
    file = tmp_path / "keys"
    if text is not None:
        file.write_text(text)
        file.chmod(mode)

    done = subprocess.run([stack.build / "bc-api", "--check-config"], text=True, capture_output=True, timeout=30,
                          env=stack.program_environment(BC_TOKEN_KEYS_FILE=file))

    assert done.returncode == 2 and fault in done.stderr
    assert "MDEy" not in done.stderr and "dG9v" not in done.stderr
