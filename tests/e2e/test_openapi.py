# SPDX-License-Identifier: Apache-2.0
"""openapi.yaml and the program say the same, and its examples are what its schemas allow."""
import re
import subprocess
import uuid

import pytest
from contract import contract, operations, problems, resolve, schema_faults
from harness import BUILD, SOURCE
from members import CSRF, add_member, open_session, operator_token
from tokens import read_keys

SCOPES = {"public": None, "site": "site", "member": "member", "operator": "operator", "refresh": "refresh"}
BODY_LIMITS = {str(64 << 10): "64 KiB", str(1 << 20): "1 MiB", str(4 << 20): "4 MiB"}
# Problems of the doors that bcctl and bc-jobs call, which no operation of the API answers with.
INTERNAL = {
    "no-such-site", "no-such-workspace", "day-not-over", "clock-not-settable", "clock-backwards", "workspace-bound",
    "no-such-price-list", "wrong-isolation", "append-only", "no-such-member", "close-refused",
}
SOME_ID = "7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11"
NEEDED_HEADERS = {"401": "WWW-Authenticate", "429": "Retry-After", "503": "Retry-After"}
ANY_OPERATION = pytest.mark.parametrize("operation", operations().values(), ids=repr)


def routes_of_program():
    listed = subprocess.run([BUILD / "bc-api", "--routes"], text=True, capture_output=True, check=True)
    rows = (line.split("\t") for line in listed.stdout.splitlines())
    return {(method, path): (scope, limit) for method, path, scope, _, limit, *_ in rows}


def problem_table():
    """slug -> (status, title), as the program has it."""
    table = (SOURCE / "fcgi" / "core" / "problem_table.h").read_text()
    rows = re.findall(r'^P\(([A-Z_]+), (\d+), "[^"]*", "([^"]+)"\)', table, re.M)
    return {name.lower().replace("_", "-"): (int(status), title) for name, status, title in rows}


def media_types(node, place="#"):
    """Every schema that stands with examples, and every reference resolved on the way."""
    if isinstance(node, dict):
        if "$ref" in node:
            resolve(node)
        if "schema" in node:
            for name, example in examples_of(node).items():
                yield pytest.param(node["schema"], example, id=f"{place}/{name}")
        for key, value in node.items():
            yield from media_types(value, f"{place}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from media_types(value, f"{place}/{number}")


def examples_of(media):
    if "example" in media:
        return {"": media["example"]}
    return {name: example["value"] for name, example in media.get("examples", {}).items()}


def contents(operation):
    """(status, media type object) of everything an operation answers, and of what it takes."""
    if operation.body_schema is not None:
        yield "body", operation.definition["requestBody"]["content"]["application/json"]
    for status, response in operation.definition["responses"].items():
        for media in resolve(response).get("content", {}).values():
            yield status, media


def test_routes_and_operations_are_the_same():
    assert set(routes_of_program()) == {(operation.method, operation.path) for operation in operations().values()}


@ANY_OPERATION
def test_scope_is_the_same(operation):
    scope, _ = routes_of_program()[operation.method, operation.path]

    assert operation.scheme == SCOPES[scope]
    assert operation.scheme is None or operation.scheme in contract()["components"]["securitySchemes"]


@ANY_OPERATION
def test_path_parameters_are_those_of_the_path(operation):
    assert set(operation.parameters_in("path")) == set(re.findall(r"\{(\w+)\}", operation.path))


@ANY_OPERATION
def test_body_limit_is_told(operation):
    _, limit = routes_of_program()[operation.method, operation.path]

    if operation.body_schema is not None:
        assert BODY_LIMITS[limit] in operation.response(413)[0]["description"]


@ANY_OPERATION
def test_what_guards_it_is_listed(operation):
    listed = set(operation.definition["responses"])

    assert "default" in listed
    assert operation.scheme is None or "401" in listed
    assert operation.body_schema is None or {"400", "413", "415", "422"} <= listed
    assert operation.id == "getHealth" or "503" in listed, "all others ask the database"
    for status, name in NEEDED_HEADERS.items():
        assert status not in listed or resolve(operation.response(status)[0]["headers"][name])["required"]
    assert not operation.parameters_in("query") or "422" in listed


@ANY_OPERATION
def test_everything_has_examples(operation):
    without = [status for status, media in contents(operation) if not examples_of(media)]

    assert not without
    assert operation.definition["summary"] and operation.definition["description"] and operation.definition["tags"]


@ANY_OPERATION
def test_example_is_of_the_status_it_stands_at(operation):
    for status, media in contents(operation):
        for example in examples_of(media).values():
            if status.isdigit() and int(status) >= 400:
                assert example["status"] == int(status)


@pytest.mark.parametrize("schema, example", media_types(contract()))
def test_example_fits_its_schema(schema, example):
    assert schema_faults(schema, example) == []


def test_problems_in_examples_are_in_the_problem_table():
    examples = [parameter.values[1] for parameter in media_types(contract())]
    shown = {(example["type"].removeprefix("/problems/"), example["status"], example["title"])
             for example in examples if isinstance(example, dict) and "instance" in example}

    assert shown <= {(slug, status, title) for slug, (status, title) in problem_table().items()}


def test_every_problem_is_in_the_contract_or_internal():
    table = {slug: status for slug, (status, _) in problem_table().items()}

    assert INTERNAL | set(problems()) == set(table)
    assert not INTERNAL & set(problems())
    assert problems() == {slug: table[slug] for slug in problems()}


def test_problems_say_in_the_contract_what_the_program_says():
    told = dict(re.findall(r"^\| `([a-z-]+)` \| [0-9]{3} \| (.+) \|$", contract()["info"]["description"], re.M))

    assert told == {slug: problem_table()[slug][1] for slug in told}


class Caller:
    """Calls any operation with the credential it needs and a body it takes."""

    def __init__(self, stack, books, api):
        books.add_account("openapi-a")
        login = add_member(books, "openapi-a", "owner@openapi.example")
        self.api = api
        key = read_keys(stack.state / "token-keys")[0]
        self.session = open_session(books, key, login)
        self.credentials = {"member": self.session.token, "operator": operator_token(books, key),
                            "site": books.add_site("openapi").credential}

    def call(self, operation, path, **options):
        headers = {**CSRF, **self.session.cookie} if operation.scheme == "refresh" else {}
        if "Idempotency-Key" in operation.parameters_in("header"):
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if operation.body_schema is not None:
            media = operation.definition["requestBody"]["content"]["application/json"]
            options["json"] = next(iter(examples_of(media).values()))
        return self.api.request(operation.method, path, self.credentials.get(operation.scheme), headers=headers,
                                **options)


@pytest.fixture(scope="module")
def caller(stack, shared_books, api):
    return Caller(stack, shared_books, api)


def path_of(operation):
    return re.sub(r"\{\w+\}", SOME_ID, operation.path.replace("{account}", "openapi-a"))


def complaints(answer):
    """The members that a 422 names; none for any other answer."""
    return [error["pointer"] for error in answer.json()["errors"]] if answer.status_code == 422 else []


@ANY_OPERATION
def test_parameter_the_contract_does_not_know_is_refused(operation, caller):
    for query in ("colour=red", "Limit=1", "limit%5B%5D=1", "colour", "colour="):
        answer = caller.call(operation, path_of(operation) + "?" + query, nonsense=True)

        assert answer.status_code == 422, query
        assert len(complaints(answer)) == 1


def fitting(name, schema):
    """A value that the schema of a parameter allows."""
    of_format = {"date": "2015-03-01", "date-time": "2015-01-01T00:00:00Z", "uuid": SOME_ID}
    if name == "account":
        return "openapi-a"
    return of_format.get(schema.get("format")) or str(schema.get("default") or schema.get("enum", ["x"])[0])


@ANY_OPERATION
def test_documented_parameters_are_known(operation, caller):
    for name, parameter in operation.parameters_in("query").items():
        days = {"until": "2015-03-01"} if name == "from" else {}

        params = {name: fitting(name, resolve(parameter["schema"])), **days}
        answer = caller.call(operation, path_of(operation), params=params)

        if name == "cursor":
            assert complaints(answer) == ["/cursor"] and "not known" not in answer.text
        else:
            assert answer.status_code == 200, (name, answer.text)


@ANY_OPERATION
def test_repeated_parameter_is_refused(operation, caller):
    for name, parameter in operation.parameters_in("query").items():
        text = parameter["schema"].get("enum", ["1"])[0]

        answer = caller.call(operation, f"{path_of(operation)}?{name}={text}&{name}={text}", nonsense=True)

        assert complaints(answer) == [f"/{name}"]
