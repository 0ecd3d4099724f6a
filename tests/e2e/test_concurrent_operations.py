# SPDX-License-Identifier: Apache-2.0
"""Approvals, codes and withdrawals at once: each takes place once, or not at all."""
import hashlib
import uuid
from datetime import timedelta

import psycopg
import pytest
from members import add_member
from test_concurrency import hands, insist


@pytest.fixture
def rich(fresh_books):
    fresh_books.add_account("crowd")
    fresh_books.recharge("crowd", "100.00")
    return fresh_books


def outcome(move):
    """What became of it: done, or the refusal's SQLSTATE."""
    try:
        insist(move)
    except psycopg.Error as error:
        return error.sqlstate
    return "done"


def test_many_approvals_of_one_proposal_move_money_once(rich):
    proposal = rich.propose("recharge", "crowd", {"amount": "5.00", "channel": "offline"})["proposal"]

    with hands(rich) as run:
        answers = run([lambda own: insist(lambda: own.approve(proposal))] * 12)

    assert rich.balance("crowd")["cash"] == "105.00"
    assert all(answer == answers[0] for answer in answers)
    rich.assert_sound()


def test_approval_and_rejection_at_once_decide_once(rich):
    for _ in range(5):
        proposal = rich.propose("refund", "crowd", {"amount": "1.00", "channel": "offline"})["proposal"]

        with hands(rich, 2) as run:
            outcomes = run([lambda own: outcome(lambda: own.approve(proposal)),
                            lambda own: outcome(lambda: own.door("reject", proposal, "no"))])

        assert sorted(outcomes) == ["LG029", "done"]
    assert rich.assert_sound()["balanced"]


def test_what_is_spent_at_once_is_never_more_than_there_is(rich):
    tasks = [lambda own: outcome(lambda: own.door("prepay", "crowd", "o", "30", "x", str(uuid.uuid4()))),
             lambda own: outcome(lambda: own.door("freeze_funds", "crowd", "30", "x", str(uuid.uuid4()))),
             lambda own: outcome(lambda: own.agree("refund", "crowd", {"amount": "30", "channel": "offline"}))] * 3

    with hands(rich) as run:
        outcomes = run(tasks)

    assert sorted(outcomes) == ["LG026"] * 6 + ["done"] * 3
    assert rich.balance("crowd")["cash"] == "10.00"
    rich.assert_sound()


def test_a_code_serves_one_account(rich):
    books = rich
    code = hashlib.sha256(b"a code").digest()
    books.agree("voucher_codes", None, {"currency": "CNY", "kind": "ordinary", "face": "8", "hashes": [code.hex()]})
    sessions = []
    for number in range(6):
        books.add_account(f"a{number}")
        add_member(books, f"a{number}", f"owner@a{number}.example")
        sessions.append(books.owner.execute(
            "INSERT INTO identity.session (account_id, member_id, expires_at)"
            " SELECT account_id, id, clock_timestamp() + interval '1 hour' FROM identity.member"
            " WHERE account_id = (SELECT id FROM account.account WHERE code = %s) RETURNING id",
            (f"a{number}",)).fetchone()[0])

    def activate(session):
        return lambda own: outcome(lambda: own.machine.execute(
            "SELECT api.activate_voucher(%s, %s, %s)", (session, code, str(uuid.uuid4()))))

    with hands(books) as run:
        outcomes = run([activate(session) for session in sessions])

    assert sorted(outcomes) == ["LG034"] * 5 + ["done"]
    books.assert_sound()


def test_sweep_at_once_books_out_once(rich):
    for number in range(8):
        rich.add_account(f"a{number}")
        rich.grant_card(f"a{number}", "5.00", expires_at=(rich.clock() + timedelta(hours=1)).isoformat())
    rich.set_clock(rich.clock() + timedelta(hours=1))

    with hands(rich) as run:
        run([lambda own: insist(lambda: own.owner.execute("SELECT app.sweep_accounts(3)"))] * 12)

    swept = rich.owner.execute("SELECT count(*), sum(amount)::int FROM ledger.entry WHERE kind = 'expiry'").fetchone()
    assert swept == (8, -4000)
    rich.assert_sound()
