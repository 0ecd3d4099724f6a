# SPDX-License-Identifier: Apache-2.0
"""Members of accounts and the sessions they hold: by POST /v1/session, or by its doors without the password."""
import hashlib
import secrets
from dataclasses import dataclass
from http.cookies import SimpleCookie

from books import REASON
from tokens import access_token, encode

PASSWORD = "correct horse battery staple"
# Of PASSWORD, with the least memory and time: what it costs to guess is not tested here.
PASSWORD_HASH = "$argon2id$v=19$m=8,t=1,p=1$G4luGdd3JfWRSoYvouRF+A$wF/r3iQxJ+F85GmAaxtIzpOfKVR6kKfJHn3RqzqWzMI"
COOKIE = "bc_refresh"
CSRF = {"X-CSRF": "1"}


@dataclass
class Session:
    """What a browser holds of a session."""
    sid: str
    token: str
    refresh: str

    @property
    def cookie(self):
        return {"Cookie": f"{COOKIE}={self.refresh}"}


def add_member(books, account, login, role="owner"):
    books.door("create_member", account, login, f"Name of {login}", role, PASSWORD_HASH, REASON)
    return login


def digest(refresh):
    return hashlib.sha256(refresh.encode()).digest()


def open_session(books, key, login):
    """A session as signing in makes it; the token is signed here."""
    refresh = encode(secrets.token_bytes(32))
    attempt, _ = books.machine.execute("SELECT * FROM api.begin_sign_in(%s, '192.0.2.1')", (login,)).fetchone()
    sid, *_ = books.machine.execute("SELECT * FROM api.open_session(%s, %s)", (attempt, digest(refresh))).fetchone()
    return Session(str(sid), access_token(key, str(sid)), refresh)


def operator_token(books, key, name="operator"):
    """An access token for the doors of operators, as `bcctl operator token` prints it."""
    sid = books.operator.execute("SELECT admin.open_session(%s)", (name,)).fetchone()[0]
    return access_token(key, str(sid), aud="operator")


def cookies_of(answer):
    """The cookies an answer sets, by name; each a Morsel with its attributes."""
    return SimpleCookie(answer.headers.get("Set-Cookie", ""))


def sign_in(api, login, password=PASSWORD, **options):
    return api.post("/v1/session", {"login": login, "password": password}, **options)


def session_of(answer):
    """The session that a sign-in or a refresh gave."""
    return Session("", answer.json()["access_token"], cookies_of(answer)[COOKIE].value)


def refresh(api, session, headers=None, **options):
    return api.post("/v1/session/refresh", headers={**session.cookie, **(CSRF if headers is None else headers)},
                    **options)
