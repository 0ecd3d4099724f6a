# SPDX-License-Identifier: Apache-2.0
"""Accounts with money in all purses and a member each, signed in."""
import secrets

import requests
from books import Books

MEMBERS = 20


class Members:
    def __init__(self, rig):
        books = Books(rig.stack.urls())
        rig.ends.callback(books.end)
        books.import_demo_catalogue()
        self.password = secrets.token_urlsafe(12)
        self.logins = [f"member-{number}@bench.example" for number in range(MEMBERS)]
        self.codes = [books.add_account(f"member-{number}") for number in range(MEMBERS)]
        for code in self.codes:
            books.recharge(code, "100.00")
            books.grant_card(code, "20.00")
            books.grant_voucher(code, "ordinary", "5.00")
        for code, login in zip(self.codes, self.logins):
            rig.bcctl("member", "create", login, "--account", code, "--role", "owner", "--name", code,
                      "--password-file", rig.file([self.password]), "--reason", "bench")
        self.tokens = [self.sign_in(rig.stack.url, login) for login in self.logins]
        self.sessions = [str(row[0]) for row in books.owner.execute(
            "SELECT id FROM identity.session WHERE member_id IS NOT NULL")]
        assert len(self.sessions) == MEMBERS

    def sign_in(self, url, login):
        answer = requests.post(f"{url}/v1/session", json={"login": login, "password": self.password}, timeout=10)
        answer.raise_for_status()
        return answer.json()["access_token"]

    def reads(self, rig, path="/v1/balance", tokens=None):
        return rig.requests(*[("GET", path, token) for token in tokens or self.tokens])
