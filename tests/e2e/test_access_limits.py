# SPDX-License-Identifier: Apache-2.0
"""Limits of requests and of the values in them: what is over them is refused, and by name."""
import base64
import json

import pytest
import raw_http
from api_client import pointers, slug
from contract import operations, resolve
from members import CSRF, PASSWORD, add_member, open_session, operator_token, sign_in
from tokens import read_keys

READS = [operation for operation in operations().values() if operation.parameters_in("query")]
LISTS = [operation for operation in READS if "cursor" in operation.parameters_in("query")]
DATED = [operation for operation in READS if "from" in operation.parameters_in("query")]
BAD_DAYS = [
    "2015-02-30", "2015-13-01", "2015-00-10", "2015-01-00", "2015-2-3", "15-02-03", "20150203", "2015/02/03",
    "infinity", "-infinity", "today", "now", "epoch", "0000-01-01", "0-01-01", "-2015-01-01", "10000-01-01",
    "2015-01-01 BC", "2015-01-01T00:00:00Z", "2015-001", "2015-W01-1", "２０１５-01-01", "٢٠١٥-01-01",
    "2015-01-01 ", " 2015-01-01", "2015-01-01\n", "J2457024", "2015-02-29", "1900-02-29", "", "null",
]
BAD_NUMBERS = [
    "0", "501", "-1", "1.0", "1e2", "+5", "007", " 5", "5 ", "x", "", "0x10", "５", "null", "NaN", "99999999999999",
    "1,0", "true", "5\n",
]
BAD_INSTANTS = [
    "2015-01-01", "2015-01-01T00:00:00", "2015-02-30T00:00:00Z", "2015-01-01T24:00:01Z", "2015-01-01T25:00:00Z",
    "infinity", "now", "2015-01-01 00:00:00Z", "2015-01-01T00:00:00+25:00", "2015-01-01T00:00:00.1234567Z",
    "0000-01-01T00:00:00Z", "2015-01-01T00:00Z", "2015-01-01t00:00:00z", "２015-01-01T00:00:00Z", "1420070400",
    "2015-01-01T00:60:00Z", "2015-01-01T00:00:00 Europe/Paris", "",
]
BAD_UUIDS = [
    "x", "{7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11}", "7a8ac4a38b1a4a059d0b0c7a5a1d2f11", "", "1",
    "7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11x", "7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f1",
    "７a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11",
]
BAD_SPLITS = ["", "day,", ",day", "day,day", "day;item", "day item", "month", "Day", "day,workspace,item,day", "*"]


@pytest.fixture(scope="module")
def login(shared_books):
    shared_books.add_account("limits-a")
    return add_member(shared_books, "limits-a", "owner@limits.example")


@pytest.fixture(scope="module")
def session(stack, shared_books, login):
    return open_session(shared_books, read_keys(stack.state / "token-keys")[0], login)


@pytest.fixture(scope="module")
def ask(stack, shared_books, api, session):
    """Calls a GET with the credential it needs; an account in its path is the module's own."""
    operator = operator_token(shared_books, read_keys(stack.state / "token-keys")[0])

    def call(operation, **options):
        token = operator if operation.scheme == "operator" else session.token
        return api.get(operation.path.replace("{account}", "limits-a"), token, **options)

    return call


def cursor_of(*key):
    """A cursor as it looks inside, of a key that no answer gave."""
    return base64.urlsafe_b64encode(json.dumps(list(key)).encode()).decode().rstrip("=")


def misfits(schema):
    """Texts that a schema forbids."""
    if schema["type"] == "integer":
        return BAD_NUMBERS
    if "enum" in schema:
        first, *_, last = schema["enum"]
        return ["", "x", first.upper(), first + " ", f"{first},{last}"]
    if "pattern" in schema:
        return BAD_SPLITS
    kinds = {"date": BAD_DAYS, "date-time": BAD_INSTANTS, "uuid": BAD_UUIDS}
    return kinds.get(schema.get("format")) or ["", "x" * (schema["maxLength"] + 1)]


@pytest.mark.parametrize("operation, name", [
    (operation, name) for operation in READS for name in operation.parameters_in("query")],
    ids=lambda value: value if isinstance(value, str) else value.id)
def test_value_the_contract_forbids_is_refused_by_name(ask, operation, name):
    for text in misfits(resolve(operation.parameters_in("query")[name]["schema"])):
        answer = ask(operation, params={name: text})

        assert (answer.status_code, slug(answer)) == (422, "invalid-field"), repr(text)
        assert pointers(answer) == [f"/{name}"], repr(text)


@pytest.mark.parametrize("operation", READS, ids=repr)
def test_longest_texts_and_edges_are_taken(ask, operation):
    for name, parameter in operation.parameters_in("query").items():
        schema = resolve(parameter["schema"])
        taken = {404} if name == "account" else {200}
        edges = [schema["minimum"], schema["maximum"]] if schema["type"] == "integer" else schema.get("enum", [])
        if "maxLength" in schema and name != "cursor":
            edges = ["x" * schema["maxLength"], "界" * schema["maxLength"], "x"]
        for edge in edges:
            assert ask(operation, params={name: edge}).status_code in taken, (name, edge)


@pytest.mark.parametrize("operation", LISTS, ids=repr)
@pytest.mark.parametrize("cursor", [
    "x", "eA", "!!!!", "=", "%00", "bnVsbA", "e30", "W10", "WyJ4Il0", "x" * 512, "AAAA" * 100, cursor_of(),
    cursor_of(None), cursor_of("x"), cursor_of(["x"]), cursor_of("transactions", "1", "2"), "ImEi",
])
def test_garbage_is_no_cursor(ask, operation, cursor):
    answer = ask(operation, params={"cursor": cursor})

    assert (answer.status_code, slug(answer), pointers(answer)) == (422, "invalid-field", ["/cursor"])


def keys_of_lists():
    """The key of each list's cursor, by operation, with as many parts as the list has."""
    return {"listVouchers": 1, "listCards": 1, "listTransactions": 1, "listDailyBills": 3, "listWorkspaces": 2,
            "listDailyUsage": 4, "listProposals": 2}


@pytest.mark.parametrize("operation", LISTS, ids=repr)
@pytest.mark.parametrize("part", ["x", None, "", "9" * 40, "infinity", "-1", "2015-02-30", "NaN", "\u0000", "1.5", "'"],
                         ids=repr)
def test_cursor_of_the_right_form_with_a_strange_key_does_no_harm(ask, operation, part):
    """A cursor is not signed: whatever is put in, it is refused or shows nothing but the own account."""
    for word in ("transactions", "bills", "workspaces", "usage", "purses", "vouchers", "cards", "proposals"):
        cursor = cursor_of(word, *[part] * keys_of_lists()[operation.id])

        answer = ask(operation, params={"cursor": cursor})

        assert answer.status_code in (200, 422), (word, answer.text)
        assert answer.status_code == 422 or answer.json()["items"] == []


@pytest.mark.parametrize("operation", DATED, ids=repr)
def test_range_of_days(api, session, operation):
    def ask(**days):
        return api.get(operation.path, session.token, params=days)

    assert ask(**{"from": "2015-01-01", "until": "2016-01-01"}).status_code == 200, "366 days"
    for days in ({"from": "2015-01-01", "until": "2016-01-02"}, {"from": "2015-03-02", "until": "2015-03-01"},
                 {"from": "9999-12-31"}, {"from": "1000-01-01"}):
        answer = ask(**days)
        assert (answer.status_code, pointers(answer)) == (422, ["/from"]), days
    for day in ("1000-01-01", "9999-12-31"):
        assert ask(**{"from": day, "until": day}).json()["items"] == []
        assert ask(until=day).json()["until"] == day


@pytest.mark.parametrize("operation", DATED, ids=repr)
def test_default_range(api, shared_books, session, operation):
    today = api.get("/v1/me", session.token).json()["today"]

    page = api.get(operation.path, session.token).json()

    span = shared_books.owner.execute("SELECT (%s::date - 30)::text", (today,)).fetchone()[0]
    assert (page["from"], page["until"]) == (span, today)


def test_long_uri(api, session):
    answer = api.get("/v1/workspaces?q=" + "x" * 9000, session.token)

    assert answer.status_code == 414
    assert answer.json()["type"] == "about:blank"


@pytest.mark.parametrize("size", [4097, 6000])
def test_long_query(api, session, size):
    answer = api.get("/v1/workspaces?q=" + "x" * size, session.token)

    assert (answer.status_code, slug(answer)) == (422, "invalid-field")


def test_many_parameters(api, session):
    answer = api.get("/v1/workspaces?" + "&".join(f"p{n}=1" for n in range(500)), session.token, nonsense=True)

    assert (answer.status_code, slug(answer)) == (422, "invalid-field")


@pytest.mark.parametrize("name", ["X-Long", "Cookie", "Authorization"])
def test_large_headers(stack, name):
    header = f"{name}: {'a' * 40_000}".encode()

    status, said = raw_http.problem(raw_http.exchange(stack, raw_http.request("GET", b"/v1/me", header)))

    assert (status, said["type"]) == (431, "about:blank")


def test_large_bodies(api, login):
    padding = " " * (64 << 10)
    inside = api.request("POST", "/v1/session", headers={"Content-Type": "application/json"},
                         data='{"login": "%s", "password": "wrong"}%s' % (login, padding[:65_000]))
    over = api.request("POST", "/v1/session", data=padding + "{}", headers={"Content-Type": "application/json"})

    assert inside.status_code == 401
    assert (over.status_code, slug(over)) == (413, "body-too-large")


def test_body_where_none_is_taken(api, session):
    for method, path in (("GET", "/v1/me"), ("DELETE", "/v1/session"), ("POST", "/v1/session/refresh")):
        answer = api.request(method, path, session.token, nonsense=True, data="x" * 70_000, headers=CSRF)

        assert answer.status_code in (401, 413), path
    assert api.get("/v1/me", session.token).status_code == 200, "the large DELETE ended nothing"


BODIES = [
    (b"", 400), (b"{", 400), (b"\xff", 400), (b"null", 422), (b"nul", 400), (b"[]", 422), (b'"x"', 422), (b"{}", 422),
    (b"[" * 30_000, 400),
    (b'{"login": "a@b.example"}', 422), (b'{"password": "x"}', 422), (b'{"login": 5, "password": "x"}', 422),
    (b'{"login": "a@b.example", "password": null}', 422), (b'{"login": ["a"], "password": "x"}', 422),
    (b'{"login": "", "password": "x"}', 422), (b'{"login": "a@b.example", "password": ""}', 422),
    (b'{"login": "a@b.example", "password": "x", "role": "owner"}', 422),
    (b'{"login": "a@b.example", "login": "c@b.example", "password": "x"}', 422),
    (b'{"login": "a@b.example", "password": "%s"}' % (b"x" * 257), 422),
    (b'{"login": "%s", "password": "x"}' % (b"x" * 255), 422),
    (b'{"login": "a@b.example", "password": "x"} x', 400), (b"{'login': 'a@b.example'}", 400),
]


@pytest.mark.parametrize("body, status", BODIES, ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else "")
def test_body_of_sign_in(api, body, status):
    answer = api.request("POST", "/v1/session", data=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in ({400, 422} if b'"login": "c@' in body else {status}), answer.text
    assert slug(answer) in ("bad-request", "invalid-field")


def test_failed_tries_are_held_back(api, shared_books):
    victim = add_member(shared_books, "limits-a", "victim@limits.example")
    tries = [sign_in(api, victim, f"guess {n}") for n in range(10)]

    refused = sign_in(api, victim, PASSWORD)
    as_another_writes_it = sign_in(api, f" {victim.upper()} ", PASSWORD)

    assert {answer.status_code for answer in tries} == {401}
    for answer in (refused, as_another_writes_it):
        assert (answer.status_code, slug(answer)) == (429, "too-many-requests")
        assert int(answer.headers["Retry-After"]) >= 60
    assert victim not in refused.text


def test_one_login_held_back_holds_back_no_other(api, shared_books, login):
    for n in range(11):
        last = sign_in(api, "held-back@limits.example", f"guess {n}")

    assert last.status_code == 429, "also for a login that does not exist"
    assert sign_in(api, login).status_code == 201
