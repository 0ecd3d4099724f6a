# SPDX-License-Identifier: Apache-2.0
import pytest
from books import instant, refused
from conftest import run_bcctl
from control import Bcctl

REAL_DATABASE = "bc_e2e_real_clock"


@pytest.fixture(scope="module")
def real_clock(stack):
    """A database made without --settable-clock."""
    run_bcctl(stack, REAL_DATABASE, "init")
    run_bcctl(stack, REAL_DATABASE, "migrate")
    return Bcctl(stack.build / "bcctl", stack.program_environment(REAL_DATABASE))


def shown_instant(bcctl):
    (shown,) = bcctl("clock", "show")
    return instant(shown["instant"]), shown["settable"]


def test_clock_stands_still_until_moved(bcctl):
    bcctl("clock", "set", "2015-02-27T01:02:03Z")

    first, second = shown_instant(bcctl), shown_instant(bcctl)

    assert first == second == (instant("2015-02-27T01:02:03Z"), True)


def test_clock_takes_any_offset(bcctl):
    bcctl("clock", "set", "2015-02-28T08:00:00+08:00")

    assert shown_instant(bcctl)[0] == instant("2015-02-28T00:00:00Z")


def test_clock_never_goes_backwards(bcctl, books):
    before = books.clock()

    said = bcctl.refuse("clock", "set", "2015-01-01T00:00:00Z")

    assert "forward" in said
    assert books.clock() == before


@pytest.mark.parametrize("nonsense", [
    "yesterday", "2015-03-01", "2015-03-01T00:00:00", "infinity", "", "2015-13-01T00:00:00Z",
])
def test_clock_refuses_what_is_no_instant(bcctl, books, nonsense):
    before = books.clock()

    done = bcctl.run("clock", "set", nonsense)

    assert done.returncode in (1, 2) and done.stderr
    assert books.clock() == before


def test_real_clock_cannot_be_set(real_clock):
    said = real_clock.refuse("clock", "set", "2030-01-01T00:00:00Z")

    assert "cannot be set" in said
    assert shown_instant(real_clock)[1] is False


def test_only_the_owner_sets_the_clock(books):
    for connection in (books.operator, books.machine):
        with refused("42501"):
            connection.execute("SELECT app.set_clock('2040-01-01T00:00:00Z')")


def test_readyz_shows_the_clock(api, shared_books):
    answer = api.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["clock"]["settable"] is True
    assert instant(answer.json()["clock"]["instant"]) == shared_books.clock()
