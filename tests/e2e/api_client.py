# SPDX-License-Identifier: Apache-2.0
"""A client of the HTTP API that holds every answer against openapi.yaml."""
import re
from functools import cache
from urllib.parse import urlsplit

import jsonschema
import requests
import yaml
from harness import SOURCE

PROBLEM_TYPE = "application/problem+json"


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


def operation_of(method, path):
    for template, item in contract()["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in item:
            return item[method.lower()]
    return None


def validate_against_contract(answer):
    """Fails when status, content type or body are not what openapi.yaml says."""
    method, path = answer.request.method, urlsplit(answer.request.url).path
    content_type = answer.headers.get("Content-Type", "").split(";")[0]
    if answer.status_code >= 400:
        what = f"{method} {path} {answer.status_code}: {content_type}"
        assert content_type == PROBLEM_TYPE, f"{what}: {answer.text[:500]}"
        validate_problem(answer)
    operation = operation_of(method, path)
    if operation is None:
        return
    responses = operation["responses"]
    key = str(answer.status_code)
    response = responses.get(key) or responses.get(f"{key[0]}XX") or responses.get("default")
    assert response, f"{method} {path}: openapi.yaml knows no answer {key}"
    response = resolve(response)
    if "content" not in response:
        return
    assert content_type in response["content"], f"{method} {path} {key}: {content_type}"
    schema = response["content"][content_type].get("schema")
    if schema is not None and content_type.endswith("json"):
        whole = {**contract(), **schema} if "$ref" not in schema else {**contract(), "$ref": schema["$ref"]}
        jsonschema.Draft202012Validator(whole).validate(answer.json())


def validate_problem(answer):
    body = answer.json()
    assert re.fullmatch(r"/problems/[a-z-]+", body["type"]), body
    assert body["status"] == answer.status_code and body["title"], body
    if answer.status_code == 401:
        assert "WWW-Authenticate" in answer.headers
    if answer.status_code == 503:
        assert "Retry-After" in answer.headers


def slug(answer):
    return answer.json()["type"].removeprefix("/problems/")


def pointers(answer):
    return [error["pointer"] for error in answer.json().get("errors", [])]


class Api:
    """Requests to one bc-api behind nginx."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False

    def request(self, method, path, **options):
        answer = self.session.request(method, self.url + path, **{"timeout": 30, **options})
        validate_against_contract(answer)
        return answer

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, body=None, credential=None, **options):
        headers = dict(options.pop("headers", {}))
        if credential is not None:
            headers["Authorization"] = f"Bearer {credential}"
        if body is not None:
            options["json"] = body
        return self.request("POST", path, headers=headers, **options)


class SiteClient:
    """A site that pushes usage with its credential."""

    def __init__(self, api, credential):
        self.api = api
        self.credential = credential

    def send(self, *records, **options):
        return self.api.post("/v1/usage", {"records": list(records)}, self.credential, **options)

    def send_raw(self, data, **options):
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        return self.api.post("/v1/usage", None, self.credential, data=data, headers=headers, **options)
