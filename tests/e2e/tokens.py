# SPDX-License-Identifier: Apache-2.0
"""Access tokens made by hand, as they should be and as attackers make them."""
import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass

LIFETIME = 900


def encode(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Key:
    kid: str
    algorithm: str
    secret: bytes


def read_keys(path):
    """The keys of a BC_TOKEN_KEYS_FILE; the first signs."""
    lines = [line.split() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return [Key(kid, algorithm, base64.b64decode(secret)) for kid, algorithm, secret in lines]


def claims_of(session, **changes):
    """The claims of a good token; a change to None leaves a claim out."""
    now = int(time.time())
    claims = {"iss": "billing-center", "aud": "console", "sid": session, "iat": now, "nbf": now,
              "exp": now + LIFETIME, **changes}
    return {name: value for name, value in claims.items() if value is not None}


def sign(header, claims, secret, digest=hashlib.sha256):
    """A token of any header and claims (text is taken as it is), signed by HMAC."""
    parts = [part if isinstance(part, str) else json.dumps(part) for part in (header, claims)]
    signed = ".".join(encode(part.encode()) for part in parts)
    return f"{signed}.{encode(hmac.new(secret, signed.encode(), digest).digest())}"


def header_of(key, **changes):
    header = {"alg": key.algorithm, "typ": "JWT", "kid": key.kid, **changes}
    return {name: value for name, value in header.items() if value is not None}


def access_token(key, session, **changes):
    return sign(header_of(key), claims_of(session, **changes), key.secret)


def read_token(token):
    """Header and claims of a token, unchecked."""
    return tuple(json.loads(decode(part)) for part in token.split(".")[:2])
