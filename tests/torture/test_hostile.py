# SPDX-License-Identifier: Apache-2.0
"""Hostile arguments to every door: a clean refusal and nothing changed, or an answer; never an internal error.

The doors and their arguments are taken from the catalogue of the database, so that a new one is not forgotten; an
argument whose name is new gets NULL for the others until GOOD knows a good value for it.
"""
from collections import defaultdict

import psycopg
import pytest
from checksums import checksums
from hostile import (  # noqa: F401 -- place is a fixture
    NASTY, attempts, checked_by_type, clean_codes, doors, place, role_of, statement, try_call)
from psycopg.types.json import Json
from world import REASON

PAYLOADS = {
    "recharge": {"amount": "5.00", "channel": "offline"},
    "refund": {"amount": "5.00", "channel": "offline"},
    "adjustment": {"amount": "5.00"},
    "voucher_grant": {"kind": "full_reduction", "face": "5.00", "valid_from": "2020-03-01T00:00:00Z",
                      "expires_at": "2020-04-01T00:00:00Z", "items": ["a"], "min_spend": "1.00"},
    "card_grant": {"face": "5.00", "expires_at": "2020-04-01T00:00:00Z", "items": ["a", "sms"]},
    "release": {"hold": "1", "amount": "1.00"},
    "correction": {"bill": "00000000-0000-0000-0000-000000000000", "lines": [{"line": "1", "amount": "-1.00"}]},
    "voucher_codes": {"currency": "CNY", "kind": "ordinary", "face": "5.00", "valid_days": "3", "items": ["a"],
                      "hashes": ["ab" * 32]},
}
NASTY_MEMBERS = [
    None, 0, -1, 5, True, 10**30, "", " ", "0", "-1", "0.001", "NaN", "Infinity", "-Infinity", "1e5", "9" * 400,
    "x" * 100_000,
    "92233720368547758.07", "infinity", "294276-12-31T00:00:00Z", "\u0000", [], {}, [None], [[]], [{}], ["x"], [""],
    ["a"] * 20_000, {"a": "b"}, [{"line": "1"}], [{"line": "-1", "amount": "1.00"}], [{"line": "1", "amount": "NaN"}],
    [{"line": "1", "amount": "1.00", "more": "1"}], [{"line": "1", "amount": "1.00"}, {"line": "1", "amount": "-1.00"}],
    [{"line": "99999999999", "amount": "1.00"}], "zz" * 32,
]


def test_every_type_of_argument_has_hostile_values(place):
    _, _, owner, _ = place
    assert {kind for _, _, arguments in doors(owner) for _, kind in arguments} <= set(NASTY)


def test_hostile_arguments_are_refused_cleanly_and_change_nothing(place):
    world, hands, owner, good = place
    clean, typed, unclean, refused = clean_codes(), checked_by_type(), defaultdict(set), 0
    before = checksums(owner)

    for _, short, arguments in doors(owner):
        query, connection = statement(short, arguments), hands[role_of(short)]
        for values in attempts(arguments, short, world, good):
            state = try_call(connection, query, values)
            if state is not None:
                refused += 1
                with pytest.raises(psycopg.Error):
                    connection.execute(query, values)  # by itself, as the programs call
            if state is not None and state not in clean and not (short in typed and state.startswith("22")):
                unclean[short, state].add(str([(name, str(value)[:40]) for (name, _), value
                                               in zip(arguments, values)]))

    assert not unclean, "\n".join(f"{key}: {sorted(calls)[:2]}" for key, calls in sorted(unclean.items()))
    assert {table for table, checksum in checksums(owner).items() if checksum != before[table]} == set()
    assert refused > 1000


def payload_variants(payload):
    yield payload | {"unknown": "1"}
    for member in payload:
        yield {name: value for name, value in payload.items() if name != member}
        for nasty in NASTY_MEMBERS:
            yield payload | {member: nasty}


def test_hostile_payloads_are_refused_cleanly(place):
    world, hands, owner, _ = place
    clean, operator, unclean = clean_codes(), hands["bc_operator"], defaultdict(list)
    before = checksums(owner)

    for kind, payload in PAYLOADS.items():
        account = None if kind == "voucher_codes" else world.customers[0].code
        for variant in payload_variants(payload):
            state = try_call(operator, "SELECT admin.propose(%s, %s, %s, %s, %s, gen_random_uuid())",
                             (world.sessions()[0], kind, account, Json(variant), REASON))
            if state is not None and state not in clean:
                unclean[kind, state].append(str(variant)[:200])

    assert not unclean, "\n".join(f"{key}: {found[:2]}" for key, found in sorted(unclean.items()))
    assert checksums(owner) == before


def test_unknown_member_of_a_payload_is_named(place):
    world, hands, _, _ = place
    for kind, payload in PAYLOADS.items():
        account = None if kind == "voucher_codes" else world.customers[0].code
        with pytest.raises(psycopg.Error) as caught:
            hands["bc_operator"].execute("SELECT admin.propose(%s, %s, %s, %s, %s, gen_random_uuid())", (
                world.sessions()[0], kind, account, Json(payload | {"odd": "1"}), REASON))
        assert (caught.value.sqlstate, caught.value.diag.column_name) == ("LG005", "/payload/odd"), kind
