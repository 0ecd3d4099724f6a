# SPDX-License-Identifier: Apache-2.0
"""A client of the HTTP API that holds every request and every answer against openapi.yaml."""
from http.cookiejar import DefaultCookiePolicy

import requests
from contract import validate_answer


def slug(answer):
    return answer.json()["type"].removeprefix("/problems/")


def pointers(answer):
    return [error["pointer"] for error in answer.json().get("errors", [])]


def bearer(credential):
    return {"Authorization": f"Bearer {credential}"} if credential is not None else {}


class Api:
    """Requests to one bc-api behind nginx.  It keeps no cookies: a test sends those it means to."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def request(self, method, path, credential=None, nonsense=False, **options):
        headers = {**options.pop("headers", {}), **bearer(credential)}
        options = {"timeout": 30, "allow_redirects": False, **options}
        answer = self.session.request(method, self.url + path, headers=headers, **options)
        validate_answer(answer, nonsense)
        return answer

    def get(self, path, credential=None, **options):
        return self.request("GET", path, credential, **options)

    def post(self, path, body=None, credential=None, **options):
        if body is not None:
            options["json"] = body
        return self.request("POST", path, credential, **options)


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
