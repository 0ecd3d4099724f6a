# SPDX-License-Identifier: Apache-2.0
"""openapi.yaml as the tests use it: its operations, and what of a request or an answer does not fit them."""
import json
import re
from datetime import date, datetime
from functools import cache, cached_property
from urllib.parse import parse_qsl, unquote, urlsplit

import jsonschema
import yaml
from harness import SOURCE

METHODS = ("get", "put", "post", "delete", "patch")
PROBLEM_TYPE = "application/problem+json"
FORMATS = jsonschema.FormatChecker(())
# What the contract speaks of wherever it comes: a header that an operation does not list must not come.
KNOWN_HEADERS = ("Set-Cookie", "Retry-After", "WWW-Authenticate", "Allow")
# Problems of the path, the method or the server, which `default` may cover; the others are listed where they come.
REFUSED_UNREAD = {408, 414, 431}
COVERED_BY_DEFAULT = {404, 405, 500} | REFUSED_UNREAD
COVERED_FOR_NONSENSE = COVERED_BY_DEFAULT | {400, 413, 415, 422}


@FORMATS.checks("date")
def is_date(value):
    return not isinstance(value, str) or bool(
        re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and does_parse(date.fromisoformat, value))


@FORMATS.checks("date-time")
def is_instant(value):
    shape = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
    return not isinstance(value, str) or bool(
        re.fullmatch(shape, value) and does_parse(datetime.fromisoformat, re.sub(r"\.[0-9]+", "", value)))


@FORMATS.checks("uuid")
def is_uuid(value):
    shape = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    return not isinstance(value, str) or bool(re.fullmatch(shape, value))


def does_parse(parse, text):
    try:
        parse(text)
    except ValueError:
        return False
    return True


@cache
def contract():
    return yaml.safe_load((SOURCE / "fcgi" / "openapi.yaml").read_text())


def resolve(node):
    while "$ref" in node:
        target = contract()
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/")]
        node = target
    return node


def schema_faults(schema, value):
    validator = jsonschema.Draft202012Validator({**contract(), **schema}, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]


def typed(schema, text):
    """The value that the text of a parameter or header stands for."""
    is_whole = resolve(schema).get("type") == "integer" and re.fullmatch(r"-?(0|[1-9][0-9]*)", text)
    return int(text) if is_whole else text


@cache
def problems():
    """The table of problems in the contract's description: slug -> status."""
    rows = re.findall(r"^\| `([a-z-]+)` \| ([0-9]{3}) \|", contract()["info"]["description"], re.M)
    return {slug: int(status) for slug, status in rows}


class Operation:
    def __init__(self, method, path, definition):
        self.method = method
        self.path = path
        self.definition = definition
        self.id = definition["operationId"]
        self.pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))

    def __repr__(self):
        return self.id

    @cached_property
    def parameters(self):
        return [resolve(parameter) for parameter in self.definition.get("parameters", [])]

    def parameters_in(self, place):
        return {parameter["name"]: parameter for parameter in self.parameters if parameter["in"] == place}

    @property
    def scheme(self):
        """The security scheme it needs; None when it is public."""
        return next(iter(self.definition["security"][0])) if self.definition["security"] else None

    @property
    def body_schema(self):
        body = self.definition.get("requestBody")
        return resolve(body)["content"]["application/json"]["schema"] if body else None

    def response(self, status):
        """What the contract says of a status: the response, and whether the operation lists it."""
        responses = self.definition["responses"]
        listed = responses.get(str(status))
        return resolve(listed or responses["default"]), listed is not None

    def unknown_parameters(self, request):
        names = [name for name, _ in parse_qsl(urlsplit(request.url).query, keep_blank_values=True)]
        known = self.parameters_in("query")
        return [name for name in names if name not in known or names.count(name) > 1]

    def request_faults(self, request):
        """How a request deviates from the contract."""
        faults = [f"parameter {name} is unknown or repeated" for name in self.unknown_parameters(request)]
        given = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
        for name, parameter in self.parameters_in("query").items():
            if name in given:
                faults += schema_faults(parameter["schema"], typed(parameter["schema"], given[name]))
        names = re.findall(r"\{(\w+)\}", self.path)
        values = re.fullmatch(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(self.path)), urlsplit(request.url).path)
        for name, value in zip(names, values.groups() if values else ()):
            faults += schema_faults(self.parameters_in("path")[name]["schema"], unquote(value))
        for name, parameter in self.parameters_in("header").items():
            if parameter.get("required") and name not in request.headers:
                faults.append(f"header {name} is missing")
        return faults + self.body_faults(request.body)

    def body_faults(self, body):
        if self.body_schema is None:
            return ["a body where none is taken"] if body else []
        try:
            return schema_faults(self.body_schema, json.loads(body))
        except (TypeError, ValueError):
            return ["the body is no JSON"]


@cache
def operations():
    """Every operation by its id."""
    found = [Operation(method.upper(), path, item[method])
             for path, item in contract()["paths"].items() for method in METHODS if method in item]
    return {operation.id: operation for operation in found}


def operation_of(method, path):
    """The operation that serves a request; HEAD is answered as GET."""
    wanted = "GET" if method == "HEAD" else method
    fits = (operation for operation in operations().values()
            if operation.method == wanted and operation.pattern.fullmatch(path))
    return next(fits, None)


def validate_answer(answer, nonsense=False):
    """Fails when request and answer are not what the contract says.

    A test that sends parameters the contract doesn't know says so by `nonsense`; it must be refused.
    """
    request = answer.request
    path = urlsplit(request.url).path
    what = f"{request.method} {request.url} {answer.status_code}"
    if answer.status_code >= 400:
        validate_problem(answer, what)
    operation = operation_of(request.method, path)
    if operation is None:
        assert answer.status_code >= 400 or not path.startswith("/v1/"), f"{what}: the contract has no such operation"
        return
    if answer.status_code < 400:
        faults = operation.request_faults(request)
        assert not faults, f"{what}: was taken although {faults}"
    else:
        assert nonsense or not operation.unknown_parameters(request), f"{what}: sends what the contract doesn't know"
    response, is_listed = operation.response(answer.status_code)
    covered = COVERED_FOR_NONSENSE if nonsense else COVERED_BY_DEFAULT
    assert is_listed or answer.status_code in covered, f"{what}: the contract doesn't list this status"
    validate_headers(answer, response, what)
    validate_body(answer, response, what)


def validate_headers(answer, response, what):
    listed = {name: resolve(header) for name, header in response.get("headers", {}).items()}
    for name in KNOWN_HEADERS:
        assert name not in answer.headers or name in listed, f"{what}: {name} is not in the contract"
    for name, header in listed.items():
        is_needed = header.get("required", False) or (name, answer.status_code) == ("Allow", 405)
        assert name in answer.headers or not is_needed, f"{what}: {name} is missing"
        if name in answer.headers:
            faults = schema_faults(header["schema"], typed(header["schema"], answer.headers[name]))
            assert not faults, f"{what}: {name}: {faults}"


def validate_body(answer, response, what):
    content_type = answer.headers.get("Content-Type", "").split(";")[0]
    if "content" not in response:
        assert not answer.content and not content_type, f"{what}: a body where none is"
        return
    assert content_type in response["content"], f"{what}: {content_type}"
    if answer.request.method != "HEAD":
        faults = schema_faults(response["content"][content_type]["schema"], answer.json())
        assert not faults, f"{what}: {faults}"


def validate_problem(answer, what):
    content_type = answer.headers.get("Content-Type", "").split(";")[0]
    assert content_type == PROBLEM_TYPE, f"{what}: {content_type}: {answer.text[:500]}"
    if answer.request.method == "HEAD":
        return
    body = answer.json()
    faults = schema_faults({"$ref": "#/components/schemas/Problem"}, body)
    assert not faults, f"{what}: {faults}"
    assert body["status"] == answer.status_code, f"{what}: {body}"
    if body["type"] == "about:blank":
        assert answer.status_code in REFUSED_UNREAD, f"{what}: {body}"
        return
    slug = body["type"].removeprefix("/problems/")
    assert problems().get(slug) == answer.status_code, f"{what}: {body}"
    assert answer.status_code != 422 or body.get("errors"), f"{what}: names no member"
