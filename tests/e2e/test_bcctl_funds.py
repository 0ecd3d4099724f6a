# SPDX-License-Identifier: Apache-2.0
"""bcctl where money moves: what two operators decide, what one may do at once, and the token for the doors."""
import hashlib
import re
import subprocess
import uuid

import pytest
from books import point
from control import agree
from tokens import read_token

OTHER = {"BC_OPERATOR": "second"}
R = ("--reason", "test")


@pytest.fixture
def account(bcctl):
    """An account with 100.00 of cash."""
    code = f"funds-{uuid.uuid4().hex[:10]}"
    bcctl("account", "create", code, "--name", "F", "--currency", "CNY", "--price-list", "CN=2022", *R)
    agree(bcctl, "recharge", "--account", code, "--amount", "100.00", *R)
    return code


def cash(bcctl, account):
    (balance,) = bcctl("balance", account)
    return balance["cash"]


def test_proposal_tells_how_to_approve_it(bcctl, account):
    done = bcctl.run("recharge", "--account", account, "--amount", "5.00", *R)

    (command,) = re.findall(r"^  bcctl (proposal approve .*) --reason TEXT$", done.stdout, re.M)
    assert done.returncode == 0 and cash(bcctl, account) == "100.00"
    assert "Another person has to approve" in bcctl.refuse(*command.split(), *R)
    approved = bcctl.run(*command.split(), *R, **OTHER)
    assert approved.returncode == 0 and "approved" in approved.stdout and cash(bcctl, account) == "105.00"
    assert bcctl.run(*command.split(), *R, **OTHER).stdout == approved.stdout, "it happens once"
    assert cash(bcctl, account) == "105.00"


def test_proposals_are_listed_shown_and_rejected(bcctl, account):
    (proposal,) = bcctl("refund", "--account", account, "--amount", "5.00", *R)
    listed = bcctl("proposal", "list", "--account", account, "--state", "proposed")

    (rejected,) = bcctl("proposal", "reject", proposal["proposal"], *R, **OTHER)

    assert [row["proposal"] for row in listed] == [proposal["proposal"]]
    assert (rejected["state"], rejected["decided_by"]) == ("rejected", "second")
    assert bcctl("proposal", "show", proposal["proposal"]) == [rejected]
    assert bcctl("proposal", "list", "--account", account, "--state", "proposed") == []
    assert "decided" in bcctl.refuse("proposal", "approve", proposal["proposal"], *R, **OTHER)
    assert "where: --state" in bcctl.refuse("proposal", "list", "--state", "open")


def test_refund_and_adjustment(bcctl, account):
    assert agree(bcctl, "refund", "--account", account, "--amount", "30.00", *R)["cash"] == "70.00"
    assert agree(bcctl, "adjustment", "--account", account, "--amount=-20.00", *R)["cash"] == "50.00"
    assert agree(bcctl, "adjustment", "--account", account, "--amount", "1.50", *R)["cash"] == "51.50"
    assert "do not suffice" in bcctl.refuse("refund", "--account", account, "--amount", "51.51", *R)
    bcctl.refuse("adjustment", "--account", account, "--amount", "1e2", *R, status=2)


def test_funds_are_frozen_and_released(bcctl, account):
    (held,) = bcctl("funds", "freeze", "--account", account, "--amount", "40.00", *R)
    assert (held["cash"], held["frozen"], held["hold"]) == ("60.00", "40.00", 1)

    released = agree(bcctl, "release", "--account", account, "--hold", "1", "--amount", "15.00", *R)

    assert (released["cash"], released["frozen"]) == ("75.00", "25.00")
    (hold,) = bcctl("hold", "list", "--account", account)
    assert (hold["amount"], hold["remaining"]) == ("40.00", "25.00")
    assert "No such hold" in bcctl.refuse("release", "--account", account, "--hold", "2", *R)


def test_account_is_frozen_and_let_go(bcctl, account):
    (frozen,) = bcctl("account", "freeze", account, *R)
    assert frozen["is_frozen"] is True
    assert "frozen" in bcctl.refuse("purchase", "--account", account, "--order", "o", "--amount", "1.00", *R)

    assert bcctl("account", "unfreeze", account, *R)[0]["is_frozen"] is False
    (paid,) = bcctl("purchase", "--account", account, "--order", "o", "--amount", "1.00", *R)
    assert (paid["cash"], paid["paid"][0]["source"]) == ("99.00", "cash")


@pytest.mark.parametrize("what", ["voucher", "card"])
def test_purses_are_frozen_and_voided(bcctl, account, what):
    kind = ("--kind", "ordinary") if what == "voucher" else ()
    purse = agree(bcctl, what, "grant", "--account", account, "--amount", "9.00", *kind, *R)["purse"]
    words = (purse, "--account", account, *R)

    states = [bcctl(what, verb, *words)[0]["state"] for verb in ("freeze", "unfreeze", "void")]

    assert states == ["frozen", "active", "voided"]
    assert "does not allow" in bcctl.refuse(what, "void", *words)
    assert "No such voucher" in bcctl.refuse(what, "void", str(uuid.uuid4()), "--account", account, *R)
    bcctl.refuse(what, "void", "no-uuid", "--account", account, *R, status=2)


def test_codes_are_printed_once_and_stored_as_hashes(bcctl, books, account):
    words = ("voucher", "codes", "--count", "3", "--currency", "CNY", "--kind", "ordinary", "--amount", "7.00",
             "--valid-days", "30", *R)

    (made,) = bcctl(*words)
    shown = bcctl.run(*words).stdout

    assert len(set(made["codes"])) == 3
    assert all(re.fullmatch(r"([2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}", code) for code in made["codes"])
    assert len(re.findall(r"^  (?:[2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}$", shown, re.M)) == 3
    assert bcctl("proposal", "approve", made["proposal"], *R, **OTHER)[0]["result"]["codes"] == 3
    stored = {row[0] for row in books.owner.execute("SELECT hash FROM ledger.voucher_code").fetchall()}
    assert stored == {hashlib.sha256(code.replace("-", "").encode()).digest() for code in made["codes"]}
    assert made["codes"][0] not in bcctl.run("proposal", "show", made["proposal"]).stdout
    bcctl.refuse(*words[:3], "10001", *words[4:], status=2)
    bcctl.refuse(*words, "--expires-at", "2099-01-01T00:00:00Z", status=2)


def test_bill_is_corrected(bcctl, books, account, tmp_path):
    bcctl("site", "create", "fixer", "--name", "F", "--zone", "Asia/Shanghai", "--region", "CN", "--cloud", "aws",
          "--credential-file", tmp_path / "credential")
    bcctl("workspace", "create", "w-f", "--site", "fixer")
    bcctl("workspace", "bind", "w-f", "--site", "fixer", "--account", account)
    day = books.clock().date().isoformat()
    token = (tmp_path / "credential").read_text().strip()
    books.add_usage_by_hash(token, [point("w-f", "sms", f"{day}T01:00:00Z", 50)])
    bcctl("clock", "set", f"{day}T16:15:00Z")
    bcctl("close", "fixer", day)
    (bill,) = bcctl("bill", "list", "--account", account)
    before = cash(bcctl, account)

    given_back = agree(bcctl, "correction", bill["bill"], "--line", "1=-2.00", *R)
    taken = agree(bcctl, "correction", bill["bill"], "--line", "1=0.50", *R)

    assert (before, given_back["cash"], taken["cash"]) == ("95.00", "97.00", "96.50")
    assert (given_back["total"], given_back["corrects"]) == ("-2.00", bill["bill"])
    assert "More would be given back" in bcctl.refuse("correction", bill["bill"], "--line", "1=-9.00", *R)
    for words in (["--line", "1"], ["--line", "x=1"], ["--line", "1=1e2"], []):
        bcctl.refuse("correction", bill["bill"], *words, *R, status=2)


def test_operators_are_made_and_listed(bcctl):
    (made,) = bcctl("operator", "create", "anna", "--email", "Anna@Example.com", *R)
    (again,) = bcctl("operator", "create", "anna", "--email", "anna@example.com", *R)

    assert (made["created"], again["created"], again["email"]) == (True, False, "anna@example.com")
    assert "anna" in [row["operator"] for row in bcctl("operator", "list")]
    assert "exists already" in bcctl.refuse("operator", "create", "anna", "--email", "other@example.com", *R)
    assert "NAME" in bcctl.refuse("operator", "create", "Anna Smith", *R)


def test_token_stands_alone_on_standard_output(bcctl, stack, api, tmp_path):
    done = subprocess.run([stack.build / "bcctl", "operator", "token", "--operator", "anna"], text=True,
                          env=stack.program_environment(), capture_output=True, timeout=60)

    header, claims = read_token(done.stdout)
    assert done.returncode == 0 and done.stderr == "" and done.stdout.count("\n") == 1
    assert (claims["aud"], claims["exp"] - claims["iat"], header["alg"]) == ("operator", 900, "HS256")
    assert api.get("/v1/admin/proposals", done.stdout.strip()).status_code == 200
    open_file = tmp_path / "keys"
    open_file.write_text("a HS256 c2VjcmV0\n")
    open_file.chmod(0o644)
    for file in (tmp_path / "none", open_file):
        assert str(file) in bcctl.refuse("operator", "token", BC_TOKEN_KEYS_FILE=file)
