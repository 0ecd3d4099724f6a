# SPDX-License-Identifier: Apache-2.0
"""Every door, tried by everyone: made from openapi.yaml, the catalogue and the table of doors."""
import re

import pytest
from access_table import DOORS, NO_ID
from access_world import CALLERS, ROLES, AccessWorld
from contract import operations

ANY_DOOR = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.operation)
PRIVATE_DOOR = pytest.mark.parametrize("door", [door for door in DOORS if door.private], ids=lambda d: d.operation)
OWNERS_OF_DOORS = {"api": {"bc_api"}, "admin": {"bc_operator"}, "jobs": {"bc_jobs"}}


@pytest.fixture(scope="module")
def world(stack, shared_books, api):
    return AccessWorld(stack, shared_books, api)


def everything_said(answer):
    return answer.text + "\n".join(f"{name}: {value}" for name, value in answer.headers.items())


def told(answer, secrets, but=()):
    """The secrets that an answer tells; what was asked for may be repeated, and the request's random id says nothing,
    though the digits of an amount may stand in it."""
    said = everything_said(answer).lower()
    for asked in (answer.headers["X-Request-Id"], *but):
        said = said.replace(asked.lower(), "")
    return {secret for secret in secrets if secret.lower() in said}


def without_the_request(answer, *asked):
    """An answer without what differs from request to request: ids, the clock, what was asked for."""
    said = answer.text
    for value in (answer.headers["X-Request-Id"], *asked):
        said = said.replace(value, "")
    return answer.status_code, re.sub(r'"as_of" ?: ?"[^"]+"', "", said)


def test_every_operation_has_a_place():
    places = [door.operation for door in DOORS]

    assert sorted(places) == sorted(operations())


def test_every_function_is_behind_exactly_one_door(books):
    in_catalogue = books.owner.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'api'::regnamespace ORDER BY proname").fetchall()

    behind_doors = sorted(function for door in DOORS for function in door.functions)

    assert behind_doors == [name for name, in in_catalogue]


def test_functions_are_granted_to_the_role_of_their_schema_only(books):
    granted = books.owner.execute("""
        SELECT n.nspname, p.oid::regprocedure::text, p.prosecdef, coalesce((
            SELECT array_agg(r.rolname) FROM pg_roles AS r
            WHERE has_function_privilege(r.oid, p.oid, 'EXECUTE') AND NOT r.rolsuper AND r.rolname <> 'bc_owner'
                AND NOT pg_has_role(r.oid, 'bc_owner', 'USAGE')), '{}')
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')""").fetchall()

    assert {schema for schema, *_ in granted} >= {"api", "admin", "jobs", "app"}
    served = {f"admin.{function}" for door in DOORS for function in door.admin}
    seen = {function.split("(")[0] for _, function, *_ in granted}
    assert served <= seen
    for schema, function, is_definer, roles in granted:
        also = {"bc_api"} if function.split("(")[0] in served else set()
        assert set(roles) == OWNERS_OF_DOORS.get(schema, set()) | also, function
        assert is_definer == (schema in OWNERS_OF_DOORS), function


def test_every_door_of_members_is_one_of_the_contract(books):
    """A function that takes a member's session stands in schema api, where this test finds it."""
    takers = books.owner.execute("""
        SELECT n.nspname || '.' || p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname <> 'admin' AND 'p_session' = ANY (p.proargnames)""").fetchall()

    behind_doors = {f"api.{function}" for door in DOORS for function in door.functions}

    assert {name for name, in takers} <= behind_doors
    assert len(takers) >= len([door for door in DOORS if door.private and door.functions])


@ANY_DOOR
@pytest.mark.parametrize("name", CALLERS)
def test_who_may(world, door, name):
    caller = world.caller(name)

    answer = door.call(world, caller)

    if name in door.may:
        assert answer.status_code < 300, answer.text
    else:
        assert answer.status_code == (403 if name in door.forbidden else 401)
        assert not told(answer, world.first.secrets | world.second.secrets)


@PRIVATE_DOOR
def test_roles_see_the_same(world, door):
    answers = [door.call(world, world.caller(role)) for role in ROLES]

    if door.operation != "getMe":
        assert len({without_the_request(answer) for answer in answers}) == 1
    else:
        assert [answer.json()["member"]["role"] for answer in answers] == list(ROLES)


@ANY_DOOR
def test_nothing_of_another_account_is_told(world, door):
    stranger = world.caller("stranger")

    answer = door.call(world, stranger)

    assert not told(answer, world.first.secrets, but=[world.common.code])


@PRIVATE_DOOR
def test_ids_of_another_account_open_nothing(world, door):
    stranger = world.caller("stranger")
    for name, ids in door.objects(world.first).items():
        assert ids
        for value in ids:
            answer = door.call_with(world, stranger, name, value)

            assert not told(answer, world.first.secrets, but=[value])
            assert answer.status_code == 404 or answer.json()["items"] == []


@PRIVATE_DOOR
def test_foreign_objects_look_like_none(world, door):
    stranger = world.caller("stranger")
    for name, ids in door.objects(world.first).items():
        none = door.call_with(world, stranger, name, NO_ID)

        foreign = door.call_with(world, stranger, name, ids[0])

        assert without_the_request(foreign, ids[0]) == without_the_request(none, NO_ID)
        assert set(foreign.headers) == set(none.headers)


@PRIVATE_DOOR
def test_own_ids_open(world, door):
    """The other half of the tests above: what is hidden from strangers is there for its owner."""
    owner = world.caller("owner")
    for name, ids in door.objects(world.first).items():
        seen = [door.call_with(world, owner, name, value) for value in ids]

        assert any(told(answer, world.first.secrets, but=[value]) for answer, value in zip(seen, ids))


def test_secrets_are_what_the_owner_sees(world):
    owner = world.caller("owner")

    seen = set()
    for door in DOORS:
        if door.private:
            seen |= told(door.call(world, owner), world.first.secrets)

    assert seen >= {world.first.code, world.hidden.code, *world.first.workspaces, *world.first.purses,
                    *world.first.bills[:1], world.first.logins["owner"]}
    assert len(seen) > 12


@pytest.mark.parametrize("state", ["disabled", "active"])
def test_disabling_shuts_the_doors_at_once(world, state):
    caller = world.caller("owner")
    assert caller.get("/v1/me").status_code == 200
    login = caller.login

    world.set_state(login, "disabled")
    try:
        if state == "active":
            world.set_state(login, "active")
        answer = caller.get("/v1/me")
    finally:
        world.set_state(login, "active")

    assert answer.status_code == 401, "an old session does not open again either"
