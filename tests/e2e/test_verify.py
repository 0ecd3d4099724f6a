# SPDX-License-Identifier: Apache-2.0
"""bcctl verify passes on honest random books and names what a superuser changed."""
import itertools
import json
import shutil
import subprocess

import psycopg
import pytest
from books import Books
from control import Bcctl
from forging import Forger
from random_books import ZONES, RandomBooks

COPIES = itertools.count(1)
ALL = ("SELECT a.account_id, c.code, a.last_seq FROM ledger.account AS a JOIN account.account AS c "
       "ON c.id = a.account_id WHERE {} ORDER BY c.code LIMIT 1")
ENTRY = ("SELECT e.account_id, c.code, e.seq, e.purse FROM ledger.entry AS e JOIN account.account AS c "
         "ON c.id = e.account_id WHERE {} ORDER BY c.code, e.seq LIMIT 1")


@pytest.fixture(scope="module")
def honest(stack, new_database, tmp_path_factory):
    """(database, folder of digests): random books in two blocks, of which the first is exported."""
    database, folder = new_database(), tmp_path_factory.mktemp("digests")
    books, world = Books(stack.urls(database)), RandomBooks(11, count=14)
    books.set_clock("2015-02-27T05:30:00Z")
    sites = world.write_to(books)
    books.set_clock("2015-03-02T12:00:00Z")
    world.send_usage(books, sites)
    for code in ZONES:
        books.close(sites[code], world.days[-1].isoformat())
    forger = Forger(stack.urls(database)["BC_SUPERUSER_URL"])
    assert forger.make_block() == 1
    for customer in world.customers[:6]:
        books.recharge(customer.code, "71.07")
    books.set_clock("2015-03-03T12:00:00Z")
    bcctl = Bcctl(stack.build / "bcctl", environment_of(stack, database, folder))
    bcctl.run("digest", "key", folder / "key")
    forger.let_a_minute_pass()
    done = bcctl.run("digest", "export")
    assert done.returncode == 0 and "digest-2015-03-02.txt" in done.stdout, done.stderr
    for connection in (books, forger):
        connection.end()
    return database, folder


def environment_of(stack, database, folder):
    return stack.program_environment(database, BC_DIGEST_DIR=folder, BC_DIGEST_KEY_FILE=folder / "key")


class Case:
    def __init__(self, stack, database, folder):
        self.folder = folder
        self.forger = Forger(stack.urls(database)["BC_SUPERUSER_URL"])
        self.bcctl = Bcctl(stack.build / "bcctl", environment_of(stack, database, folder))

    def verify(self, *options):
        done = self.bcctl.run("verify", "--json", *options)
        assert done.returncode in (0, 1) and done.stdout, done.stderr
        report = json.loads(done.stdout)
        assert (done.returncode == 0) == report["sound"]
        return report

    def assert_caught(self, check, account, seq=None, options=()):
        """The check finds it, and the account and seq are named, first of all."""
        report = self.verify(*options)
        found = {part["check"]: part["first"] for part in report["checks"] if part["violations"]}
        assert check in found, found
        places = [(row["account"], row["seq"] if seq else None) for row in found[check]]
        assert (account, str(seq) if seq else None) in places, found
        assert report["first"]["account"] == account, found

    def entry(self, where, **values):
        return self.forger.ask(ENTRY.format(where), **values)


@pytest.fixture
def case(stack, honest, tmp_path):
    """A copy of the honest books, to be changed."""
    database, folder = honest
    name = f"bc_e2e_forged_{next(COPIES)}"
    with psycopg.connect(stack.settings["BC_SUPERUSER_URL"], autocommit=True) as superuser:
        superuser.execute(f'CREATE DATABASE "{name}" TEMPLATE "{database}"')
    case = Case(stack, name, shutil.copytree(folder, tmp_path / "digests"))
    yield case
    case.forger.end()


def test_honest_books_pass(case):
    assert case.verify()["sound"]
    assert case.verify("--from-block", "1")["sound"]
    checks = {part["check"]: part for part in case.verify()["checks"]}
    assert len(checks) >= 15 and "signed" in checks["digests"]["of"]


def test_the_table_names_the_first_bad_entry(case):
    account, code, seq, _ = case.entry("e.bill_id IS NOT NULL")
    case.forger.change("UPDATE ledger.entry SET note = 'x' WHERE account_id = %(a)s AND seq = %(s)s", a=account, s=seq)

    done = case.bcctl.run("verify")

    assert done.returncode == 1
    assert f"The first bad entry: account {code}, seq {seq}." in done.stdout


@pytest.mark.parametrize("change", [
    "amount = amount - 1", "recorded_at = recorded_at + interval '1 microsecond'", "cash_after = cash_after + 1",
    "line_amounts[1] = line_amounts[1] + 1", "effective_day = effective_day + 1", "evidence = sha256(evidence)",
    "contra = 'breakage'", "operation = operation + 1", "bill_id = gen_random_uuid()", "hash = sha256(hash)"])
def test_a_changed_value(case, change):
    account, code, seq, _ = case.entry("e.bill_id IS NOT NULL AND e.seq > 1")
    case.forger.change(f"UPDATE ledger.entry SET {change} WHERE account_id = %(a)s AND seq = %(s)s", a=account, s=seq)
    case.assert_caught("01_chain", code, seq)


def test_a_deleted_entry(case):
    account, code, seq, _ = case.entry("e.seq = 2 AND e.bill_id IS NOT NULL")
    case.forger.change("DELETE FROM ledger.entry WHERE account_id = %(a)s AND seq = %(s)s", a=account, s=seq)
    case.assert_caught("01_chain", code, seq)


@pytest.mark.parametrize("fixed", [False, True])
def test_the_last_entry_deleted(case, fixed):
    account, code, last = case.forger.ask(ALL.format("last_seq > 2"))
    case.forger.change("DELETE FROM ledger.entry WHERE account_id = %(a)s AND seq = %(s)s", a=account, s=last)
    if fixed:
        case.forger.change("""UPDATE ledger.account AS a SET last_seq = e.seq, last_at = e.recorded_at,
            last_hash = e.hash, cash = cash_after, arrears = arrears_after, ordinary = ordinary_after,
            full_reduction = full_reduction_after, cards = cards_after
            FROM ledger.entry AS e WHERE e.account_id = a.account_id AND e.account_id = %(a)s AND e.seq = %(s)s - 1""",
                           a=account, s=last)
    case.assert_caught("04_anchors" if fixed else "02_heads", code, last)


def test_swapped_entries(case):
    account, code, seq, _ = case.entry("e.bill_id IS NOT NULL AND e.seq > 1 AND EXISTS (SELECT FROM ledger.entry AS x "
                                       "WHERE x.account_id = e.account_id AND x.seq = e.seq + 1)")
    for number, to in ((seq, 999), (seq + 1, seq), (999, seq + 1)):
        case.forger.change("UPDATE ledger.entry SET seq = %(t)s WHERE account_id = %(a)s AND seq = %(s)s",
                           a=account, s=number, t=to)
    case.assert_caught("01_chain", code, seq)


def test_a_chain_that_was_cut_and_chained_again(case):
    """All hashes and the head fit; the block's head does not."""
    account, code, seq, _ = case.entry("e.seq = 1")
    case.forger.change("UPDATE ledger.entry SET note = 'another' WHERE account_id = %(a)s AND seq = 1", a=account)
    case.forger.rechain(account)
    case.assert_caught("04_anchors", code)


def test_what_nothing_in_the_database_tells_the_exported_digest_does(case):
    account, code, _, _ = case.entry("e.seq = 1")
    case.forger.change("UPDATE ledger.entry SET note = 'another' WHERE account_id = %(a)s AND seq = 1", a=account)
    case.forger.rechain(account)
    case.forger.rebuild_blocks()
    (case.folder / "elsewhere").mkdir()
    for file in case.folder.glob("digest-*"):
        file.rename(case.folder / "elsewhere" / file.name)

    checks = [part for part in case.verify()["checks"] if part["violations"]]
    assert [part["check"] for part in checks] == ["digests"]  # that the file is missing, nothing else
    found = case.verify("--digests", case.folder / "elsewhere")
    assert any("block 1 is not the one in digest-2015-03-02.txt" in row["detail"]
               for part in found["checks"] for row in part["first"])
    assert not found["sound"] and found["first"]["account"] is not None


def test_deductions_are_worked_out_anew(case):
    """A purse that should not have paid, although terms, hashes and blocks agree."""
    account, code, seq, purse = case.entry("e.purse IS NOT NULL AND e.bill_id IS NOT NULL")
    case.forger.change("UPDATE ledger.purse SET expires_at = '2015-01-01', valid_from = NULL "
                       "WHERE account_id = %(a)s AND number = %(p)s", a=account, p=purse)
    case.forger.change("""UPDATE ledger.entry AS e SET evidence = app.tg_purse_terms(u) FROM ledger.purse AS u
        WHERE u.account_id = e.account_id AND u.number = e.purse AND e.account_id = %(a)s AND e.purse = %(p)s
        AND e.kind = 'grant'""", a=account, p=purse)
    case.forger.rechain(account)
    case.forger.rebuild_blocks()
    case.assert_caught("09_deductions", code, seq)


@pytest.mark.parametrize("change", ["expires_at = '2030-01-01'", "face = face + 1", "min_spend = min_spend + 1",
                                    "items = '{logs}'", "valid_from = valid_from - interval '1 day'",
                                    "kind = CASE kind WHEN 'card' THEN 'ordinary' ELSE 'card' END"])
def test_terms_of_a_purse(case, change):
    account, code, seq, purse = case.entry("e.purse IS NOT NULL AND e.kind = 'grant'")
    case.forger.change(f"UPDATE ledger.purse SET {change} WHERE account_id = %(a)s AND number = %(p)s",
                       a=account, p=purse)
    case.assert_caught("06_purses", code, seq)


@pytest.mark.parametrize("check, change", [
    ("07_lines", "UPDATE billing.bill_line SET exact = exact + 0.001 WHERE {bill}"),
    ("07_lines", "UPDATE billing.bill_line SET charge = charge + 1 WHERE {bill}"),
    ("07_lines", "UPDATE billing.bill SET total = total + 1 WHERE account_id = %(a)s AND id = %(b)s"),
    ("07_lines", "UPDATE billing.bill SET residue = residue + 0.001 WHERE account_id = %(a)s AND id = %(b)s"),
    ("08_settlements", "UPDATE billing.settlement SET ordinary = ordinary + 1 WHERE {bill}"),
    ("08_settlements", "UPDATE billing.bill SET input_hash = sha256(input_hash) "
     "WHERE account_id = %(a)s AND id = %(b)s"),
    ("08_settlements", "UPDATE billing.settlement SET method = 'aws' WHERE {bill} AND method <> 'aws'"),
    ("12_strays", "DELETE FROM billing.settlement WHERE {bill}"),
    ("14_days", "DELETE FROM billing.workspace_day WHERE {bill}")])
def test_bills(case, check, change):
    account, code, seq, _ = case.entry("e.bill_id IS NOT NULL AND e.source NOT IN ('aws', 'alibaba')")
    bill = case.forger.ask("SELECT bill_id FROM ledger.entry WHERE account_id = %(a)s AND seq = %(s)s",
                           a=account, s=seq)[0]
    case.forger.change(change.format(bill="account_id = %(a)s AND bill_id = %(b)s"), a=account, b=bill)
    case.assert_caught(check, code)


@pytest.mark.parametrize("change", [
    "quantity = quantity + 1000000000000", "free_quantity = free_quantity + 1000000000000", "units = units + 0.01",
    "unit_size = unit_size * 2", "unit_price = unit_price + 0.01", "units = units * 2, unit_price = unit_price / 2",
    "mark = 'free_of_charge'", "exact = exact + 1"])
def test_what_a_line_was_rated_from(case, change):
    account, code, bill = case.forger.ask(
        "SELECT l.account_id, c.code, l.bill_id FROM billing.bill_line AS l JOIN account.account AS c "
        "ON c.id = l.account_id WHERE l.exact > 0 ORDER BY c.code, l.bill_id LIMIT 1")
    case.forger.change(f"UPDATE billing.bill_line SET {change} WHERE account_id = %(a)s AND bill_id = %(b)s "
                       "AND exact > 0", a=account, b=bill)
    case.assert_caught("07_lines", code)


@pytest.mark.parametrize("condition", ["s.first_seq IS NULL", "s.last_seq = a.last_seq AND s.first_seq > 1 AND "
                                       "(SELECT count(*) FROM ledger.block_head AS h WHERE h.account_id = "
                                       "a.account_id) = 1"])
def test_a_bill_of_a_closed_day_without_its_settlement(case, condition):
    """Its entries are gone as well, and everything that the journal and its anchors say fits again."""
    account, code, bill, seq = case.forger.ask(
        "SELECT s.account_id, c.code, s.bill_id, s.first_seq FROM billing.settlement AS s "
        "JOIN ledger.account AS a ON a.account_id = s.account_id JOIN account.account AS c ON c.id = s.account_id "
        f"WHERE {condition} ORDER BY c.code, s.bill_id LIMIT 1")
    case.forger.change("DELETE FROM billing.settlement WHERE account_id = %(a)s AND bill_id = %(b)s",
                       a=account, b=bill)
    if seq:
        case.forger.cut(account, seq)
        case.forger.rebuild_blocks()
    found = {part["check"]: part["first"] for part in case.verify()["checks"] if part["violations"]}
    assert code in {row["account"] for row in found["14_days"]}, found
    assert not set(found) & {"01_chain", "02_heads", "03_blocks", "04_anchors", "12_strays"}, found


def test_a_day_that_was_never_billed(case):
    """A bill of 0, which no entry and so no hash tells of, is taken out whole."""
    account, code, bill = case.forger.ask(
        "SELECT b.account_id, c.code, b.id FROM billing.bill AS b JOIN account.account AS c ON c.id = b.account_id "
        "WHERE b.total = 0 ORDER BY c.code, b.id LIMIT 1")
    tables = [("settlement", "bill_id"), ("bill", "id"), ("workspace_day", "bill_id")]
    case.forger.connection.execute("DELETE FROM billing.bill_line WHERE bill_id = %(b)s", {"b": bill})
    for table, column in tables:
        case.forger.change(f"DELETE FROM billing.{table} WHERE account_id = %(a)s AND {column} = %(b)s",
                           a=account, b=bill)
    case.assert_caught("14_days", code)
    wrong = [part["check"] for part in case.verify()["checks"] if part["violations"]]
    assert wrong == ["14_days"]


def test_an_open_fault_explains_what_is_missing(case):
    account, bill, workspace, day = case.forger.ask(
        "SELECT account_id, id, workspace_id, day FROM billing.bill WHERE total = 0 ORDER BY id LIMIT 1")
    case.forger.change("DELETE FROM billing.settlement WHERE account_id = %(a)s AND bill_id = %(b)s",
                       a=account, b=bill)
    case.forger.change("""INSERT INTO billing.close_fault (workspace_id, day, ends_at, step, detail, raised_at)
        SELECT workspace_id, day, ends_at, 'settlement', 'x', rated_at FROM billing.bill
        WHERE account_id = %(a)s AND id = %(b)s""", a=account, b=bill)
    assert case.verify()["sound"]
    case.forger.change("UPDATE billing.close_fault SET resolved_at = raised_at WHERE workspace_id = %(w)s "
                       "AND day = %(d)s", w=workspace, d=day)
    assert not case.verify()["sound"]


def test_repayments_and_debts(case):
    account, code, seq = case.forger.ask("SELECT r.account_id, c.code, r.seq FROM ledger.repayment AS r "
                                         "JOIN account.account AS c ON c.id = r.account_id ORDER BY 2, 3 LIMIT 1")
    case.forger.change("UPDATE ledger.repayment SET amount = amount - 1 WHERE account_id = %(a)s AND seq = %(s)s "
                       "AND debt_seq = (SELECT min(debt_seq) FROM ledger.repayment WHERE account_id = %(a)s)",
                       a=account, s=seq)
    case.assert_caught("11_repayments", code, seq)


@pytest.mark.parametrize("check, change", [
    ("02_heads", "UPDATE ledger.account SET cash = cash + 1 WHERE account_id = %(a)s"),
    ("02_heads", "UPDATE ledger.account SET last_hash = sha256(last_hash) WHERE account_id = %(a)s"),
    ("04_anchors", "UPDATE ledger.block_head SET hash = sha256(hash) WHERE account_id = %(a)s AND block = 1"),
    ("04_anchors", "DELETE FROM ledger.anchor WHERE account_id = %(a)s"),
    ("13_freezes", "UPDATE ledger.account SET is_frozen = true WHERE account_id = %(a)s")])
def test_accounts_and_anchors(case, check, change):
    account, code, _ = case.forger.ask(ALL.format("last_seq > 2"))
    case.forger.change(change, a=account)
    case.assert_caught(check, code)


@pytest.mark.parametrize("check, change", [
    ("03_blocks", "UPDATE ledger.block SET root = sha256(root) WHERE number = 1"),
    ("03_blocks", "UPDATE ledger.block SET made_at = made_at + interval '1 microsecond' WHERE number = 2"),
    ("03_blocks", "UPDATE ledger.block_head SET seq = seq + 1 WHERE block = 2"),
    ("03_blocks", "DELETE FROM ledger.block WHERE number = 2"),
    ("14_days", "UPDATE metering.site_day SET ends_at = ends_at + interval '1 hour' WHERE day = '2015-02-28'"),
    ("14_days", "UPDATE metering.site_day SET closed_at = NULL WHERE day = '2015-02-28'"),
    ("digests", "DELETE FROM ledger.digest_file"),
    ("digests", "UPDATE ledger.digest_file SET sha256 = sha256(sha256)")])
def test_blocks_and_days(case, check, change):
    case.forger.change(change)
    report = case.verify()
    assert check in {part["check"] for part in report["checks"] if part["violations"]}, report


def test_a_changed_digest_file_is_found_and_never_overwritten(case):
    file = case.folder / "digest-2015-03-02.txt"
    file.write_text(file.read_text().replace("heads 14", "heads 15"))

    details = [row["detail"] for part in case.verify()["checks"] for row in part["first"]]
    assert any("is not signed with this key" in detail for detail in details)
    assert any("block 1 is not the one" in detail for detail in details)
    assert "other content" in case.bcctl.refuse("digest", "export", "--day", "2015-03-02")


def test_an_emptied_folder_of_digests(case):
    for file in case.folder.glob("digest-*"):
        file.unlink()
    assert digest_violations(case.verify()) == ["digest-2015-03-02.txt is missing"]
    found = digest_violations(case.verify("--digests", case.folder))
    assert f"there is no digest file in {case.folder}" in found and len(found) == 2


def test_an_emptied_folder_that_the_database_forgot_as_well(case):
    for file in case.folder.glob("digest-*"):
        file.unlink()
    case.forger.change("DELETE FROM ledger.digest_file")
    assert case.verify()["sound"]  # all blocks are of one day: their file may be still to come
    case.forger.change("UPDATE ledger.block SET made_at = made_at - interval '26 hours' WHERE number = 1")
    case.forger.rebuild_blocks()
    assert digest_violations(case.verify()) == ["1 block is, from block 1 on, more than a day old, in no file"]


def digest_violations(report):
    return [row["detail"] for part in report["checks"] if part["check"] == "digests" for row in part["first"]]


def test_the_signature_is_one_for_openssl(case):
    file = case.folder / "digest-2015-03-02.txt"
    (case.folder / "sig").write_bytes(subprocess.run(["base64", "-d", f"{file}.sig"], stdout=subprocess.PIPE,
                                                     check=True).stdout)
    subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", case.folder / "key.pub", "-rawin", "-in", file,
                    "-sigfile", case.folder / "sig"], check=True, stdout=subprocess.DEVNULL)


def test_export_repeats_itself(case):
    before = {file.name: file.read_bytes() for file in case.folder.glob("digest-*")}
    assert case.bcctl.run("digest", "export", "--day", "2015-03-02").returncode == 0
    assert {file.name: file.read_bytes() for file in case.folder.glob("digest-*")} == before
    case.bcctl.refuse("digest", "export", "--day", "2015-03-03")
