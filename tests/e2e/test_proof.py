# SPDX-License-Identifier: Apache-2.0
"""The proof of an entry, held against the exported digests by the independent checker."""
import copy
import json
import subprocess
import sys

import pytest
from books import Books
from control import Bcctl
from forging import Forger
from harness import SOURCE
from random_books import ZONES, RandomBooks

CHECKER = SOURCE / "tests/proof/check_proof.py"
sys.path.append(str(CHECKER.parent))
from check_proof import Forged, check, read_digests  # noqa: E402

REFUSED = (Forged, KeyError, TypeError, ValueError, AttributeError, OverflowError)


@pytest.fixture(scope="module")
def world(stack, new_database, tmp_path_factory):
    """(books, accounts, digests): two exported blocks, and entries that no block has."""
    database, folder = new_database(), tmp_path_factory.mktemp("digests")
    books, world = Books(stack.urls(database)), RandomBooks(5, count=7, days=2)
    forger = Forger(stack.urls(database)["BC_SUPERUSER_URL"])
    books.set_clock("2015-02-27T05:30:00Z")
    sites = world.write_to(books)
    assert forger.make_block() == 1
    books.set_clock("2015-03-02T12:00:00Z")
    world.send_usage(books, sites)
    for code in ZONES:
        books.close(sites[code], world.days[-1].isoformat())
    forger.let_a_minute_pass()
    bcctl = Bcctl(stack.build / "bcctl", stack.program_environment(
        database, BC_DIGEST_DIR=folder, BC_DIGEST_KEY_FILE=folder / "key"))
    assert bcctl.run("digest", "key", folder / "key").returncode == 0
    assert bcctl.run("digest", "export").returncode == 0
    books.recharge("r0", "5.00")
    accounts = {code: last for code, last in books.owner.execute(
        "SELECT c.code, a.last_seq FROM ledger.account AS a JOIN account.account AS c ON c.id = a.account_id")}
    yield books, accounts, sorted(folder.glob("digest-*.txt"))
    forger.end()
    books.end()


def proof_of(world, account, seq):
    return world[0].door("get_proof", account, str(seq))


def test_every_anchored_entry_is_proved(world):
    exported = read_digests(world[2])
    proved = {}
    for account, last in world[1].items():
        for seq in range(1, last + 1):
            proof = proof_of(world, account, seq)
            if proof["anchored"]:
                proved[account, seq] = check(proof, exported)
    assert set(proved.values()) == {"1", "2"} and len(proved) > 40


def test_what_no_block_has_yet_is_waiting(world):
    proof = proof_of(world, "r0", world[1]["r0"])
    assert (proof["anchored"], proof["state"], proof["block"], proof["head"]) == (False, "waiting", None, None)
    with pytest.raises(Forged):
        check(proof, read_digests(world[2]))


def forgeries(value):
    """Other values of one field."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from ({**value, name: other} for other in forgeries(member))
    elif isinstance(value, list):
        if value:
            yield value[1:]
            yield [*value, value[-1]]
        for place, item in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1:]] for other in forgeries(item))
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif value is None:
        yield from ("1", "00")
    elif value in ("left", "right"):
        yield "right" if value == "left" else "left"
    elif value.lstrip("-").isdigit():
        yield str(int(value) + 1)
    elif value.endswith("Z"):
        yield value.replace("2015", "2016")
    else:
        last = value[-1:]
        yield value[:-1] + ("0" if last != "0" else "1")
        yield None


def test_no_field_of_a_proof_can_be_changed(world):
    exported = read_digests(world[2])
    proof = next(p for p in (proof_of(world, code, seq) for code, last in world[1].items() for seq in range(1, last))
                 if p["anchored"] and len(p["following"]) in (1, 2) and p["entry"]["lines"] and len(p["path"]) > 1)
    tried = 0
    for forged in forgeries(proof):
        tried += 1
        with pytest.raises(REFUSED):
            check(copy.deepcopy(forged), exported)
    assert tried > 60
    with pytest.raises(Forged, match="exported"):
        check(proof, {})


def test_the_program_says_so(world, tmp_path):
    file = tmp_path / "proof.json"
    for change, status in ({}, 0), ({"hash": "00" * 32}, 1):
        file.write_text(json.dumps({**proof_of(world, "r0", 1), **change}))
        done = subprocess.run([sys.executable, CHECKER, file, *world[2]], capture_output=True, text=True)
        assert done.returncode == status, done.stderr
    assert len(CHECKER.read_text().splitlines()) <= 120


def test_members_get_proofs_of_their_own_entries(read_world):
    newest = read_world.poor.ask("/v1/transactions", limit=1)["items"][0]

    proof = read_world.poor.ask(f"/v1/transactions/{newest['seq']}/proof")

    assert (proof["entry"]["seq"], proof["hash"]) == (str(newest["seq"]), newest["hash"])
    for serial in ("0", "999999", "-1", "x", "1" * 30):
        answer = read_world.api.get(f"/v1/transactions/{serial}/proof", read_world.poor.token)
        assert answer.status_code == 404, answer.text
    assert read_world.api.get("/v1/transactions/999999/proof", read_world.poor.token).json()["type"] == \
        "/problems/no-such-entry"
