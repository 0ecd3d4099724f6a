# SPDX-License-Identifier: Apache-2.0
"""Hostile values of each type, good ones of each argument, and which refusals are clean."""
import re
import uuid

import psycopg
import pytest
from cluster import SOURCE
from psycopg.types.json import Json
from world import REASON, lay_out

HUGE = "x" * 100_000
# What each type may be given that no caller should give; as literals' texts, None is NULL.
NASTY = {
    "numeric": [None, "0", "-1", "0.001", "NaN", "Infinity", "-Infinity", "9223372036854775807", "1e300", "-1e-300"],
    "bigint": [None, "0", "-1", "9223372036854775807", "-9223372036854775808"],
    "integer": [None, "0", "-1", "2147483647", "-2147483648"],
    "text": [None, "", " ", HUGE, "' OR 1=1 --", "NaN", "0", "-5.00", "9223372036854775807", "\u0001\u202e\U0001f600",
             "infinity", "00000000-0000-0000-0000-000000000000", "{}"],
    "uuid": [None, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    "json": [None, "null", "[]", "{}", "0", '"x"', "[null]", '[{"a": {"b": []}}]', '{"": null}',
             '{"a\\u0000b": "\\u0000"}',
             '{"amount": 1e400}', '{"amount": "NaN"}', '{"records": [[]]}', '{"a": 1, "a": 2}',
             "[" * 2000 + "]" * 2000, f'{{"{HUGE}": "{HUGE}"}}'],
    "date": [None, "infinity", "-infinity", "4713-01-01 BC", "5874897-12-31"],
    "timestamp with time zone": [None, "infinity", "-infinity", "4713-01-01 BC", "294276-12-31"],
    "bytea": [None, "\\x", "\\x00", "\\x" + "ff" * 100_000],
    "boolean": [None],
    "text[]": [None, "{}", "{NULL}", '{""}'],
}
# A value that is good, by name of the argument: the others stay good while one is hostile.
GOOD = {
    "p_reason": REASON, "p_kind": "recharge", "p_amount": "5.00", "p_site": "cn", "p_code": "t1",
    "p_channel": "offline",
    "p_day": "2020-03-01", "p_limit": "10", "p_batch": "1", "p_order": "order-1", "p_worker": "w", "p_n": "1",
    "p_lease_seconds": "1", "p_retry_seconds": "1", "p_job": "1", "p_operator": "ann", "p_currency": "CNY",
    "p_zone": "UTC", "p_region": "CN", "p_role": "owner", "p_state": None, "p_cursor": None, "p_name": "name",
    "p_login": "new@example.com", "p_email": "new@vendor.example", "p_seq": "1", "p_at": "2020-03-01T00:00:00Z",
    "p_payload": '{"amount": "5.00", "channel": "offline"}', "p_from": "2020-03-02", "p_address": "192.0.2.1",
}


def clean_codes():
    """The SQLSTATEs that have a problem of their own, but for what is the server's fault."""
    table = (SOURCE / "fcgi" / "core" / "problem_table.h").read_text()
    rows = re.findall(r"^P\(\w+, (\d+), \"(\w+)\"", table, re.M)
    return {state for status, state in rows if status != "500"}


def checked_by_type():
    """Doors whose statement leaves it to PostgreSQL to refuse what is not of its type: class 22 is the caller's."""
    calls = "".join(path.read_text() for path in sorted((SOURCE / "fcgi" / "calls").glob("*.c")))
    statements = re.findall(r"static const struct db_stmt stmt = \{(.*?)\};", calls, re.S)
    return {door for text in statements if ".checks_input = true" in text
            for door in re.findall(r"\b(?:admin|api)\.\w+", text)}


def doors(connection):
    """(name with its types, short name, [(argument, type)])"""
    rows = connection.execute(
        "SELECT p.oid::regprocedure::text, n.nspname || '.' || p.proname,"
        " ARRAY(SELECT p.proargnames[i] FROM generate_series(1, p.pronargs) AS i),"
        " ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) AS t)"
        " FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('admin', 'api', 'jobs') AND p.pronargs > 0 ORDER BY 1").fetchall()
    return [(full, short, list(zip(names, types))) for full, short, names, types in rows]


def role_of(door):
    return {"admin": "bc_operator", "api": "bc_api", "jobs": "bc_jobs"}[door.split(".")[0]]


@pytest.fixture(scope="module")
def place(cluster):
    """A world with a little money, a connection per role, and one of a superuser."""
    name = cluster.make_database("hostile", "tree")
    world = lay_out(cluster, name, accounts=4)
    hands = {role: cluster.connect(role, name) for role in ("bc_operator", "bc_api", "bc_jobs")}
    owner = cluster.superuser(name)
    good = {**GOOD, "p_account": world.customers[0].code, "p_workspace": world.customers[0].workspaces[0].code,
            "p_credential": "\\x" + world.credentials["cn"].hex()}
    proposal = fund(hands["bc_operator"], world)
    purse = owner.execute("SELECT id FROM ledger.purse").fetchone()[0]
    good |= {"p_proposal": proposal, "p_purse": str(purse)}
    yield world, hands, owner, good
    for connection in (*hands.values(), owner):
        connection.close()


def fund(operator, world):
    """Cash and a voucher for the first account; gives a proposal that is not decided."""
    ann, bob, *_ = world.sessions()
    account = world.customers[0].code
    for kind, payload in (("recharge", {"amount": "500.00", "channel": "offline"}),
                          ("voucher_grant", {"kind": "ordinary", "face": "7.00"}),
                          ("refund", {"amount": "1.00", "channel": "offline"})):
        proposal = operator.execute("SELECT admin.propose(%s, %s, %s, %s, %s, %s)", (
            ann, kind, account, Json(payload), REASON, str(uuid.uuid4()))).fetchone()[0]["proposal"]
        if kind != "refund":
            operator.execute("SELECT admin.approve(%s, %s, %s)", (bob, proposal, REASON))
    return proposal


def good_value(name, door, world, good):
    if name == "p_session":
        return world.customers[0].sessions[0] if door.startswith("api.") else world.sessions()[1]
    if name == "p_request_key":
        return str(uuid.uuid4())
    return good.get(name)


def attempts(arguments, door, world, good):
    """Each argument hostile in turn, the others good; then all of them NULL, and all hostile at once."""
    def values(choose):
        return [choose(number, name, kind) for number, (name, kind) in enumerate(arguments)]

    for place_of_it, (_, kind) in enumerate(arguments):
        for nasty in NASTY[kind]:
            yield values(lambda n, name, _: nasty if n == place_of_it else good_value(name, door, world, good))
    yield values(lambda n, name, kind: None)
    for n in range(3):
        yield values(lambda _, name, kind: good_value(name, door, world, good) if name == "p_session"
                     else NASTY[kind][n % len(NASTY[kind])])


def statement(short, arguments):
    return f"SELECT * FROM {short}({', '.join(f'%s::{kind}' for _, kind in arguments)})"


def try_call(connection, query, values):
    """The SQLSTATE of a refusal, or None; nothing stays of what is answered."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(query, values)
    except psycopg.Error as error:
        return error.sqlstate or f"no SQLSTATE: {error}"
    return None
