# SPDX-License-Identifier: Apache-2.0
"""What a foreign page can make a browser send: it neither signs in, nor refreshes, nor reads."""
import pytest
from api_client import slug
from members import COOKIE, CSRF, PASSWORD, add_member, cookies_of, open_session, refresh, sign_in
from tokens import read_keys


@pytest.fixture(scope="module")
def login(shared_books):
    shared_books.add_account("csrf-a")
    return add_member(shared_books, "csrf-a", "owner@csrf.example")


@pytest.fixture
def session(stack, shared_books, login):
    return open_session(shared_books, read_keys(stack.state / "token-keys")[0], login)


@pytest.mark.parametrize("headers", [
    {}, {"X-CSRF": ""}, {"X-CSRF": "0"}, {"X-CSRF": "11"}, {"X-CSRF": "true"}, {"X-CSRF": "1, 1"},
    {"XCSRF": "1"}, {"X_CSRF": "1"},
], ids=str)
def test_refresh_without_the_header_is_forbidden(api, session, headers):
    answer = refresh(api, session, headers)

    assert (answer.status_code, slug(answer)) == (403, "forbidden")
    assert "Set-Cookie" not in answer.headers
    assert refresh(api, session).status_code == 200, "the token was not used up"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site", "nonsense"])
def test_refresh_from_another_site_is_forbidden(api, session, site):
    answer = refresh(api, session, {**CSRF, "Sec-Fetch-Site": site})

    assert (answer.status_code, slug(answer)) == (403, "forbidden")
    assert refresh(api, session).status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_refresh_from_our_page_is_taken(api, session, site):
    assert refresh(api, session, {**CSRF, "Sec-Fetch-Site": site}).status_code == 200


def test_preflight_of_another_origin_gets_no_leave(api):
    for path in ("/v1/session/refresh", "/v1/session", "/v1/me"):
        answer = api.request("OPTIONS", path, headers={
            "Origin": "https://evil.example", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "x-csrf"})

        assert answer.status_code >= 400
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_answers_give_no_leave_to_other_origins(api, session):
    for answer in (api.get("/v1/me", session.token, headers={"Origin": "https://evil.example"}),
                   refresh(api, session, {**CSRF, "Origin": "null"})):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("content_type", [
    None, "", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain",
    "text/plain; application/json", "text/json", "application/jsonx", "application/json5", "application/problem+json",
    "application", "*/*", "application/*", "text/plain\u00a0application/json",
])
def test_sign_in_by_a_form_is_refused(api, login, content_type):
    body = f'{{"login": "{login}", "password": "{PASSWORD}"}}'
    headers = {} if content_type is None else {"Content-Type": content_type.encode("latin-1")}

    answer = api.request("POST", "/v1/session", data=body, headers=headers)

    assert (answer.status_code, slug(answer)) == (415, "unsupported-type")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("content_type", [
    "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON",
])
def test_sign_in_by_json_is_taken(api, login, content_type):
    body = f'{{"login": "{login}", "password": "{PASSWORD}"}}'

    answer = api.request("POST", "/v1/session", data=body, headers={"Content-Type": content_type})

    assert answer.status_code == 201


def test_form_pushes_no_usage(api, shared_books):
    site = shared_books.add_site("csrf-site")

    for content_type in ("application/x-www-form-urlencoded", "text/plain"):
        answer = api.request("POST", "/v1/usage", site.credential, data='{"records": []}',
                             headers={"Content-Type": content_type})

        assert (answer.status_code, slug(answer)) == (415, "unsupported-type")


def test_cookie_is_kept_from_scripts_and_other_sites(api, login):
    answer = sign_in(api, login)

    morsel = cookies_of(answer)[COOKIE]
    assert morsel["httponly"] and morsel["samesite"] == "Strict" and morsel["path"] == "/v1/session"
    assert not morsel["domain"], "of this host alone"
    assert int(morsel["max-age"]) > 0
    assert len(morsel.value) == 43
    assert answer.headers["Cache-Control"] == "no-store"


def test_cookie_alone_opens_no_door(api, session):
    for method, path in (("GET", "/v1/me"), ("GET", "/v1/balance"), ("DELETE", "/v1/session")):
        answer = api.request(method, path, headers={**session.cookie, **CSRF})

        assert (answer.status_code, slug(answer)) == (401, "unauthenticated")


def test_sign_in_keeps_no_session_that_was_brought(api, shared_books, login, session):
    """Session fixation: the cookie that comes with the sign-in is not the one that goes on."""
    answer = sign_in(api, login, headers=session.cookie)

    assert cookies_of(answer)[COOKIE].value != session.refresh


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH"])
def test_session_is_changed_by_no_other_method(api, session, method):
    for path in ("/v1/session", "/v1/session/refresh"):
        answer = api.request(method, path, session.token, headers={**session.cookie, **CSRF})

        assert answer.status_code == 405
        assert answer.headers["Allow"]
