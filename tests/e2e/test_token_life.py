# SPDX-License-Identifier: Apache-2.0
"""A token serves as long as its session: replayed after the end of it, it opens nothing."""
import pytest
import raw_http
from api_client import slug
from books import REASON
from members import COOKIE, CSRF, PASSWORD, PASSWORD_HASH, add_member, cookies_of, open_session, refresh, session_of
from members import sign_in
from tokens import access_token, read_keys, read_token


@pytest.fixture(scope="module")
def key(stack):
    return read_keys(stack.state / "token-keys")[0]


@pytest.fixture(scope="module")
def login(shared_books):
    shared_books.add_account("life-a")
    return add_member(shared_books, "life-a", "owner@life.example")


@pytest.fixture
def session(shared_books, key, login):
    session = open_session(shared_books, key, login)
    return session


def is_open(api, session):
    answer = api.get("/v1/me", session.token)
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def assert_shut(api, session):
    """Neither the access token nor the refresh token opens anything."""
    assert not is_open(api, session)
    again = refresh(api, session)
    assert (again.status_code, slug(again)) == (401, "unauthenticated")


def test_replay_after_sign_out(api, session):
    assert is_open(api, session)

    answer = api.request("DELETE", "/v1/session", session.token)

    assert answer.status_code == 204
    assert_shut(api, session)
    assert api.request("DELETE", "/v1/session", session.token).status_code == 401


def test_sign_out_needs_no_cookie_and_ends_only_its_session(shared_books, api, key, login, session):
    other = open_session(shared_books, key, login)

    api.request("DELETE", "/v1/session", session.token, headers=other.cookie)

    assert not is_open(api, session)
    assert is_open(api, other), "whose cookie it was says nothing"


def test_replay_after_a_new_password(shared_books, api, login, session):
    shared_books.door("set_member_password", login, PASSWORD_HASH, REASON)

    assert_shut(api, session)
    assert is_open(api, session_of(sign_in(api, login)))


def test_replay_after_the_member_was_disabled(shared_books, api, login, session):
    shared_books.door("set_member_state", login, "disabled", REASON)
    try:
        assert_shut(api, session)
        assert sign_in(api, login).status_code == 401
    finally:
        shared_books.door("set_member_state", login, "active", REASON)

    assert_shut(api, session)


def test_replay_after_the_end_of_the_session(shared_books, api, session):
    shared_books.owner.execute("UPDATE identity.session SET expires_at = opened_at WHERE id = %s", (session.sid,))

    assert_shut(api, session)


def test_session_of_an_operator_is_no_members_session(shared_books, api, key):
    token = access_token(key, str(shared_books.session))

    assert api.get("/v1/me", token).status_code == 401
    assert api.request("DELETE", "/v1/session", token).status_code == 401
    assert shared_books.door("list_accounts")["items"], "the operator goes on"


def test_refreshed_token_serves_and_the_session_stays(api, session):
    answer = refresh(api, session)

    assert answer.status_code == 200
    new = session_of(answer)
    assert new.refresh != session.refresh
    assert is_open(api, new) and is_open(api, session), "access tokens overlap"
    assert read_token(new.token)[1]["sid"] == session.sid


def test_copied_refresh_token_ends_the_session(api, session):
    new = session_of(refresh(api, session))

    copied = refresh(api, session)

    assert (copied.status_code, slug(copied)) == (401, "unauthenticated")
    assert_shut(api, new)


def test_refused_refresh_clears_the_cookie(api, session):
    refresh(api, session)

    morsel = cookies_of(refresh(api, session))[COOKIE]

    assert (morsel.value, morsel["max-age"], morsel["path"]) == ("", "0", "/v1/session")


@pytest.mark.parametrize("value", [
    "", "x", "a" * 42, "a" * 44, "a" * 43, "a" * 4000, "ä" * 43, "\"{refresh}\"", "{refresh}=", "{refresh}%00",
    "{refresh}; bc_refresh={refresh}", "{token}",
], ids=lambda value: value[:24])
def test_other_cookies_are_no_refresh_token(api, session, value):
    cookie = "bc_refresh=" + value.format(refresh=session.refresh, token=session.token)

    answer = api.post("/v1/session/refresh", headers={**CSRF, "Cookie": cookie.encode()})

    assert (answer.status_code, slug(answer)) == (401, "unauthenticated")
    assert is_open(api, session), "nothing was copied, so it goes on"


@pytest.mark.parametrize("name", ["bc-refresh", "BC_REFRESH", "__Host-bc_refresh", "xbc_refresh", "bc_refresh2"])
def test_cookie_of_another_name_is_not_read(api, session, name):
    answer = api.post("/v1/session/refresh", headers={**CSRF, "Cookie": f"{name}={session.refresh}"})

    assert answer.status_code == 401


def test_refresh_takes_no_bearer(api, session):
    for credential in (session.token, session.refresh):
        answer = api.post("/v1/session/refresh", None, credential, headers=CSRF)

        assert (answer.status_code, slug(answer)) == (401, "unauthenticated")


def test_two_authorizations_are_refused(stack, session):
    header = f"Authorization: Bearer {session.token}".encode()

    status, said = raw_http.problem(raw_http.exchange(stack, raw_http.request("GET", b"/v1/me", header, header)))

    assert status in (400, 401), said


def test_wrong_password_and_unknown_login_look_the_same(api, login):
    answers = [sign_in(api, name, word) for name, word in (
        (login, PASSWORD + "x"), ("nobody@life.example", PASSWORD), (login, "x" * 256))]

    assert {answer.status_code for answer in answers} == {401}
    for answer in answers:
        assert answer.json() == {**answers[0].json(), "instance": answer.headers["X-Request-Id"]}
        assert set(answer.headers) == set(answers[0].headers)
