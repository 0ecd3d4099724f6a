# SPDX-License-Identifier: Apache-2.0
"""bcctl member: members of accounts, and their passwords, which only files see."""
import re
import secrets
import stat

import pytest
from books import REASON

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module", autouse=True)
def account(books):
    books.add_account("A")
    return "A"


@pytest.fixture
def login():
    return f"{secrets.token_hex(6)}@member.example"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "password"


def create_words(login, file, **changes):
    options = {"account": "A", "role": "owner", "name": "Li Wei", "password-file": file, "reason": REASON, **changes}
    return ["member", "create", login, *(word for name, value in options.items() for word in (f"--{name}", value))]


def hash_of(books, login):
    return books.owner.execute(
        "SELECT m.password_hash FROM identity.login l JOIN identity.member m ON (m.account_id, m.id) = "
        "(l.account_id, l.member_id) WHERE l.login = %s", (login,)).fetchone()[0]


def test_password_is_made_up_and_kept_in_the_file(books, bcctl, login, file):
    done = bcctl.run(*create_words(login, file))

    assert done.returncode == 0, done.stderr
    password = file.read_text()
    assert re.fullmatch(r"[A-Za-z0-9_-]{24,}\n", password)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert password.strip() not in done.stdout + done.stderr
    assert hash_of(books, login).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_same_again_changes_nothing(books, bcctl, login, file):
    made, = bcctl(*create_words(login, file))
    before = file.read_text(), hash_of(books, login)

    again, = bcctl(*create_words(login, file))

    assert (made["created"], again["created"]) == (True, False)
    assert (file.read_text(), hash_of(books, login)) == before


def test_lost_file_is_told_and_none_is_made_up(books, bcctl, login, file):
    bcctl(*create_words(login, file))
    before = hash_of(books, login)
    file.unlink()

    said = bcctl.refuse(*create_words(login, file))

    assert "cannot be read back" in said and "bcctl member password" in said
    assert not file.exists() and hash_of(books, login) == before


def test_other_values_are_refused(bcctl, login, file, tmp_path):
    bcctl(*create_words(login, file))

    bcctl.refuse(*create_words(login, tmp_path / "second", role="viewer"))

    assert not (tmp_path / "second").exists()


@pytest.mark.parametrize(("changes", "said"), [
    ({"role": "admin"}, "role"), ({"account": "nowhere"}, "no account"), ({"reason": " "}, "reason"),
])
def test_refused_member_leaves_no_file(bcctl, login, file, changes, said):
    assert said in bcctl.refuse(*create_words(login, file, **changes)).lower()
    assert not file.exists()


def test_login_taken_in_another_account_leaves_no_file(books, bcctl, login, file, tmp_path):
    books.add_account("B")
    bcctl(*create_words(login, tmp_path / "first", account="B"))

    assert "another account" in bcctl.refuse(*create_words(login, file))

    assert not file.exists()


def test_login_must_be_an_address(bcctl, file):
    assert "e-mail" in bcctl.refuse(*create_words("nobody", file))


@pytest.mark.parametrize("text", ["", "\n", "short\n", "x" * 257, "\nsecond line is long enough\n"])
def test_bad_password_is_refused_without_showing_it(bcctl, login, file, text):
    file.write_text(text)

    said = bcctl.refuse(*create_words(login, file))

    assert "12 to 256 characters" in said and (not text.strip() or text.strip() not in said)
    assert file.read_text() == text


def test_password_that_is_no_utf8_is_refused(bcctl, login, file):
    file.write_bytes(b"\xff" * 20)

    bcctl.refuse(*create_words(login, file))


def test_password_of_a_file_is_taken(books, bcctl, login, file, tmp_path):
    file.write_text(PASSWORD + "\r\nnot this\n")
    bcctl(*create_words(login, file))
    first = hash_of(books, login)
    other = tmp_path / "other"
    other.write_text("another password entirely")

    done = bcctl.run("member", "password", login, "--password-file", other, "--reason", REASON)

    assert done.returncode == 0 and "another" not in done.stdout + done.stderr
    assert hash_of(books, login) != first
    assert other.read_text() == "another password entirely"


def test_replace_makes_up_a_new_password(books, bcctl, login, file):
    bcctl(*create_words(login, file))
    before, old_hash = file.read_text(), hash_of(books, login)

    bcctl("member", "password", login, "--password-file", file, "--replace", "--reason", REASON)

    assert file.read_text() != before and hash_of(books, login) != old_hash
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and not file.with_suffix(".new").exists()


def test_replace_that_was_interrupted_goes_on(books, bcctl, login, file):
    """Killed after the database knew the new password: the next run finds it in FILE.new."""
    bcctl(*create_words(login, file))
    waiting = file.with_name("password.new")
    waiting.write_text("waiting for the database\n")

    bcctl("member", "password", login, "--password-file", file, "--replace", "--reason", REASON)

    assert file.read_text() == "waiting for the database\n" and not waiting.exists()


def test_password_of_an_unknown_member_leaves_no_file(bcctl, login, file):
    said = bcctl.refuse("member", "password", login, "--password-file", file, "--replace", "--reason", REASON)

    assert "no member" in said.lower() or "no such member" in said.lower()
    assert not file.exists() and not file.with_name("password.new").exists()


def test_members_are_listed_with_their_state(bcctl, login, file):
    bcctl(*create_words(login, file, role="viewer"))
    bcctl("member", "disable", login, "--reason", REASON)

    listed = {row["login"]: row for row in bcctl("member", "list", "--account", "A")}

    row = listed[login]
    assert (row["name"], row["role"], row["account"], row["state"]) == ("Li Wei", "viewer", "A", "disabled")
    assert not any("hash" in name or "password" in name for name in row)
    bcctl("member", "enable", login, "--reason", REASON)
    assert next(row for row in bcctl("member", "list") if row["login"] == login)["state"] == "active"


def test_every_change_is_audited(books, bcctl, login, file):
    bcctl(*create_words(login, file))
    bcctl("member", "password", login, "--password-file", file, "--replace", "--reason", "lost")
    bcctl("member", "disable", login, "--reason", "left")

    rows = books.owner.execute("SELECT action, reason FROM ops.audit WHERE object = %s ORDER BY id",
                               (login,)).fetchall()

    assert rows == [("create_member", REASON), ("set_member_password", "lost"), ("set_member_state", "left")]
