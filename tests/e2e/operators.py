# SPDX-License-Identifier: Apache-2.0
"""Operators at the doors under /v1/admin, by HTTP."""
import uuid

from members import operator_token

REASON = "tested at the doors"


def new_key():
    return str(uuid.uuid4())


class Operator:
    """One operator with an access token of its own."""

    def __init__(self, api, books, key, name):
        self.api = api
        self.name = name
        self.token = operator_token(books, key, name)

    def get(self, path, **options):
        return self.api.get(f"/v1/admin{path}", self.token, **options)

    def post(self, path, body=None, key=None, **options):
        """key: the Idempotency-Key; False leaves it out."""
        headers = {} if key is False else {"Idempotency-Key": key or new_key()}
        body = {"reason": REASON} if body is None else body
        return self.api.post(f"/v1/admin{path}", body, self.token, headers=headers, **options)

    def propose(self, kind, account, payload, key=None, **options):
        body = {"kind": kind, "payload": payload, "reason": REASON}
        return self.post("/proposals", body if account is None else {**body, "account": account}, key, **options)

    def approve(self, proposal, **options):
        return self.post(f"/proposals/{proposal}/approval", key=False, **options)

    def reject(self, proposal, **options):
        return self.post(f"/proposals/{proposal}/rejection", key=False, **options)
