# SPDX-License-Identifier: Apache-2.0
"""Access tokens as attackers make them: none of them opens a door."""
import hashlib
import hmac
import re
import subprocess
import time
import uuid
from functools import cache

import pytest
from api_client import bearer, slug
from books import point
from contract import operations
from members import add_member, open_session, sign_in
from tokens import access_token, claims_of, encode, header_of, read_keys, read_token, sign


@pytest.fixture(scope="module")
def key(stack):
    return read_keys(stack.state / "token-keys")[0]


@pytest.fixture(scope="module")
def login(shared_books):
    shared_books.add_account("token-a")
    return add_member(shared_books, "token-a", "owner@token.example")


@pytest.fixture(scope="module")
def session(shared_books, key, login):
    return open_session(shared_books, key, login)


@cache
def public_key():
    """The text of an RSA public key, which anyone may know."""
    private = subprocess.run(["openssl", "genpkey", "-quiet", "-algorithm", "RSA"], capture_output=True, check=True)
    return subprocess.run(["openssl", "pkey", "-pubout"], input=private.stdout, capture_output=True, check=True).stdout


def unsigned(header, claims):
    return sign(header, claims, b"x").rpartition(".")[0] + "."


def flip(token, place):
    """The token with one bit of a part other."""
    parts = token.split(".")
    at = len(parts[place]) // 2
    other = "A" if parts[place][at] != "A" else "B"
    parts[place] = parts[place][:at] + other + parts[place][at + 1:]
    return ".".join(parts)


def with_header(**changes):
    return lambda key, sid: sign(header_of(key, **changes), claims_of(sid), key.secret)


def with_claims(**changes):
    return lambda key, sid: access_token(key, sid, **changes)


def with_claims_text(template):
    """Claims as text, where %s is the id of the session; the times are good."""
    now = int(time.time())
    times = f'"iat":{now},"nbf":{now},"exp":{now + 900},"iss":"billing-center","aud":"console"'
    return lambda key, sid: sign(header_of(key), "{" + times + "," + template.replace("%s", sid) + "}", key.secret)


FORGED = {
    "none": lambda key, sid: unsigned(header_of(key, alg="none"), claims_of(sid)),
    "None": lambda key, sid: unsigned(header_of(key, alg="None"), claims_of(sid)),
    "none, signed": with_header(alg="none"),
    "none without kid": lambda key, sid: unsigned({"alg": "none"}, claims_of(sid)),
    "no signature": lambda key, sid: unsigned(header_of(key), claims_of(sid)),
    "no third part": lambda key, sid: access_token(key, sid).rpartition(".")[0],
    "wrong secret": lambda key, sid: sign(header_of(key), claims_of(sid), b"x" * 32),
    "empty secret": lambda key, sid: sign(header_of(key), claims_of(sid), b""),
    "secret is the kid": lambda key, sid: sign(header_of(key), claims_of(sid), key.kid.encode()),
    "HS256 by a public key": lambda key, sid: sign(header_of(key), claims_of(sid), public_key()),
    "RS256 told, HMAC signed": lambda key, sid: sign(header_of(key, alg="RS256"), claims_of(sid), public_key()),
    "HS512 by the right key": lambda key, sid: sign(
        header_of(key, alg="HS512"), claims_of(sid), key.secret, hashlib.sha512),
    "HS384 by the right key": lambda key, sid: sign(
        header_of(key, alg="HS384"), claims_of(sid), key.secret, hashlib.sha384),
    "HS512 told, HS256 signed": with_header(alg="HS512"),
    "alg in small letters": with_header(alg="hs256"),
    "no alg": with_header(alg=None),
    "alg is a number": with_header(alg=256),
    "kid unknown": with_header(kid="nobody"),
    "kid missing": with_header(kid=None),
    "kid empty": with_header(kid=""),
    "kid is a path": with_header(kid="../../../../dev/null"),
    "kid with a blank": with_header(kid="1 HS256"),
    "kid with NUL": with_header(kid="1\u0000x"),
    "kid is a number": with_header(kid=1),
    "kid is a list": with_header(kid=["1"]),
    "kid of SQL": with_header(kid="1' OR '1'='1"),
    "kid twice": lambda key, sid: sign(
        f'{{"alg":"HS256","typ":"JWT","kid":"nobody","kid":"{key.kid}"}}', claims_of(sid), key.secret),
    "alg twice": lambda key, sid: sign(
        f'{{"alg":"none","typ":"JWT","kid":"{key.kid}","alg":"HS256"}}', claims_of(sid), key.secret),
    "foreign key in the header": with_header(jwk={"kty": "oct", "k": encode(b"x" * 32)}),
    "key by URL in the header": with_header(jku="http://127.0.0.1:1/keys"),
    "critical extension": with_header(crit=["exp"]),
    "header is no JSON": lambda key, sid: sign("{", claims_of(sid), key.secret),
    "header is a list": lambda key, sid: sign("[]", claims_of(sid), key.secret),
    "claims are no JSON": lambda key, sid: sign(header_of(key), "{", key.secret),
    "claims are a list": lambda key, sid: sign(header_of(key), "[]", key.secret),
    "claims are empty": lambda key, sid: sign(header_of(key), {}, key.secret),
    "expired": with_claims(exp=int(time.time()) - 1),
    "expired long ago": with_claims(exp=0),
    "expires never": with_claims(exp=None),
    "exp is text": with_claims(exp="9999999999"),
    "exp is a fraction": with_claims(exp=9999999999.5),
    "exp is too large": with_claims_text('"sid":"%s","exp":99999999999999999999999'),
    "exp is true": with_claims(exp=True),
    "nbf in an hour": with_claims(nbf=int(time.time()) + 3600),
    "nbf missing": with_claims(nbf=None),
    "aud of others": with_claims(aud="basic"),
    "aud missing": with_claims(aud=None),
    "aud empty": with_claims(aud=""),
    "aud is a list of ours and others": with_claims(aud=["console", "basic"]),
    "aud in capitals": with_claims(aud="CONSOLE"),
    "iss of others": with_claims(iss="https://billing-center.example"),
    "iss missing": with_claims(iss=None),
    "sid missing": with_claims(sid=None),
    "sid empty": with_claims(sid=""),
    "sid no uuid": with_claims(sid="1"),
    "sid of nobody": with_claims(sid=str(uuid.uuid4())),
    "sid is SQL": with_claims(sid="' OR true --"),
    "sid is a number": with_claims(sid=7),
    "sid is null": with_claims_text('"sid":null'),
    "sid is a list": with_claims_text('"sid":["%s"]'),
    "sid with NUL behind": with_claims_text('"sid":"%s\\u0000"'),
    "sid with a line break": with_claims_text('"sid":"%s\\n"'),
    "sid in braces": with_claims_text('"sid":"{%s}"'),
    "sid twice, ours first": with_claims_text('"sid":"%s","sid":"00000000-0000-4000-8000-000000000000"'),
    "claims of other signature": lambda key, sid: ".".join(
        [*access_token(key, str(uuid.uuid4())).split(".")[:2], access_token(key, sid).split(".")[2]]),
    "bit of the header": lambda key, sid: flip(access_token(key, sid), 0),
    "bit of the claims": lambda key, sid: flip(access_token(key, sid), 1),
    "bit of the signature": lambda key, sid: flip(access_token(key, sid), 2),
    "signature cut": lambda key, sid: access_token(key, sid)[:-1],
    "four parts": lambda key, sid: access_token(key, sid) + ".x",
    "two dots behind": lambda key, sid: access_token(key, sid) + "..",
    "padded": lambda key, sid: access_token(key, sid) + "=",
    "longest": lambda key, sid: access_token(key, sid, more="x" * 5000),
    "only dots": lambda key, sid: "." * 40,
    "encrypted form": lambda key, sid: ".".join([encode(b'{"alg":"dir","enc":"A256GCM"}')] + ["", "a", "b", "c"]),
}


def get_me(api, token, **options):
    return api.get("/v1/me", token, **options)


def assert_refused(answer):
    assert (answer.status_code, slug(answer)) == (401, "unauthenticated"), answer.text


@pytest.mark.parametrize("name", FORGED)
def test_forged_token_is_refused(api, key, session, name):
    assert_refused(get_me(api, FORGED[name](key, session.sid)))


def test_token_made_by_hand_is_taken(api, key, session):
    """What is refused above differs from this by the forgery alone."""
    assert get_me(api, access_token(key, session.sid)).status_code == 200
    assert get_me(api, access_token(key, session.sid, more="claim")).status_code == 200


def test_token_of_the_program_is_the_same_by_an_independent_hand(api, key, login):
    token = sign_in(api, login).json()["access_token"]

    header, claims = read_token(token)
    assert header == {"alg": "HS256", "typ": "JWT", "kid": key.kid}
    assert set(claims) == {"iss", "aud", "sid", "iat", "nbf", "exp"}
    assert (claims["iss"], claims["aud"], claims["exp"] - claims["iat"]) == ("billing-center", "console", 900)
    signed, _, signature = token.rpartition(".")
    assert signature == encode(hmac.new(key.secret, signed.encode(), hashlib.sha256).digest())


MEMBER_DOORS = [operation for operation in operations().values() if operation.scheme in ("member", "operator")]


def complete(operation):
    """All else that the operation needs: whether there is such a session is asked last."""
    headers = {"Idempotency-Key": str(uuid.uuid4())} if "Idempotency-Key" in operation.parameters_in("header") else {}
    if operation.body_schema is None:
        return {"headers": headers}
    media = operation.definition["requestBody"]["content"]["application/json"]
    example = media["example"] if "example" in media else next(iter(media["examples"].values()))["value"]
    return {"headers": headers, "json": example}


@pytest.mark.parametrize("operation", MEMBER_DOORS, ids=repr)
def test_no_door_takes_a_forged_token(api, key, session, operation):
    path = re.sub(r"\{\w+\}", str(uuid.uuid4()), operation.path)
    for name in ("none", "wrong secret", "HS256 by a public key", "expired", "aud of others", "sid of nobody"):
        assert_refused(api.request(operation.method, path, FORGED[name](key, session.sid), **complete(operation)))


@pytest.mark.parametrize("header", [
    "{token}", "Bearer", "Bearer ", "Basic {token}", "Token {token}", "Bearer{token}", "Bearer {token} x",
    "Bearer {token},{token}", 'Bearer "{token}"', "Bearer Bearer {token}", "Bearer\t{token}", "JWT {token}",
    "Bearer {token}; x=1",
])
def test_other_ways_to_send_it_are_refused(api, session, header):
    assert_refused(get_me(api, None, headers={"Authorization": header.format(token=session.token)}))


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "bEaReR"])
def test_scheme_is_told_in_any_letters(api, session, scheme):
    """RFC 9110: the names of schemes know no case."""
    answer = get_me(api, None, headers={"Authorization": f"{scheme} {session.token}"})

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["access_token", "token", "authorization", "Authorization", "bearer"])
def test_token_in_the_query_is_not_read(api, session, name):
    assert_refused(get_me(api, None, params={name: session.token}, nonsense=True))


@pytest.mark.parametrize("headers", [
    {"Cookie": "access_token={token}"}, {"Cookie": "bc_refresh={token}"}, {"Cookie": "Authorization=Bearer {token}"},
    {"X-Authorization": "Bearer {token}"}, {"Proxy-Authorization": "Bearer {token}"}, {"X-Access-Token": "{token}"},
], ids=str)
def test_token_elsewhere_is_not_read(api, session, headers):
    headers = {name: value.format(token=session.token) for name, value in headers.items()}

    assert_refused(get_me(api, None, headers=headers))


def test_refresh_token_is_no_access_token(api, session):
    assert_refused(get_me(api, session.refresh))
    assert_refused(get_me(api, None, headers=bearer(session.refresh)))


def test_access_token_is_no_credential_of_a_site(api, session):
    records = [point("nowhere", "sms", "2015-03-01T00:00:00Z", 1)]

    assert_refused(api.post("/v1/usage", {"records": records}, session.token))


def test_tokens_are_told_nowhere_in_refusals(api, key, session):
    for name, forge in FORGED.items():
        answer = get_me(api, forge(key, session.sid))

        assert session.sid not in answer.text, name
        assert encode(key.secret) not in answer.text, name
