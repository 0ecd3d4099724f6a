# SPDX-License-Identifier: Apache-2.0
"""bcctl as operators meet it: help, arguments, exit codes, files with faults, and what it prints."""
import json

import pytest
from books import point
from control import agree
from harness import DEMO_DATA, SOURCE, on_database

COMMANDS = [
    "init", "migrate", "clock show", "clock set", "operator create", "operator list", "operator token", "site create",
    "site credential", "site list", "account create", "account list", "account freeze", "account unfreeze",
    "member create", "member list", "member password", "member disable", "member enable", "workspace create",
    "workspace bind", "workspace set", "workspace list", "catalogue import", "catalogue list", "voucher grant",
    "voucher codes", "voucher list", "voucher freeze", "voucher unfreeze", "voucher void", "card grant", "card list",
    "card freeze", "card unfreeze", "card void", "proposal list", "proposal show", "proposal approve",
    "proposal reject", "recharge", "refund", "adjustment", "correction", "funds freeze", "hold list", "release",
    "purchase", "usage send", "usage list", "usage count", "close", "close list", "bill list", "bill show", "balance",
    "simulate", "explain", "export-journal",
]
CASES = SOURCE / "tests" / "cases" / "deduction.jsonl"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(bcctl, command):
    done = bcctl.run(*command.split(), "--help")

    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith("Usage: bcctl") and "--json" in done.stdout


def test_help_names_every_command(bcctl):
    shown = bcctl.run("--help").stdout

    for command in COMMANDS:
        assert command in shown, command


@pytest.mark.parametrize("command", COMMANDS)
def test_help_may_be_asked_by_word(bcctl, command):
    assert bcctl.run("help", *command.split()).stdout == bcctl.run(*command.split(), "--help").stdout


@pytest.mark.parametrize("words", [["close"], ["close", "close"], ["close", "shop", "2015-02-27"]])
def test_help_of_close_is_of_the_command_itself(bcctl, words):
    shown = bcctl.run(*words, "--help").stdout

    assert shown.startswith("Usage: bcctl close SITE DAY") and "every site" in shown and "close list" in shown


@pytest.mark.parametrize("command", ["recharge", "voucher grant", "card grant"])
def test_help_says_that_customers_see_the_reason(bcctl, command):
    shown = " ".join(bcctl.run(*command.split(), "--help").stdout.split())

    assert "for the audit log; the customer sees it too" in shown


@pytest.mark.parametrize("command", [
    "voucher grant", "voucher codes", "card grant", "recharge", "refund", "adjustment", "correction", "release"])
def test_help_says_that_two_operators_are_needed(bcctl, command):
    shown = " ".join(bcctl.run(*command.split(), "--help").stdout.split())

    assert "nothing changes until another operator approves it within 7 days" in shown and "audit" in shown


@pytest.mark.parametrize("words", [
    [], ["nonsense"], ["site"], ["site", "nonsense"], ["site", "create"], ["account", "create", "x"],
    ["site", "list", "--colour", "red"], ["recharge", "--account", "x"], ["close", "s"], ["bill", "show"],
    ["workspace", "set", "w-1", "--site", "shop"], ["help", "nonsense"],
    ["clock", "set"], ["recharge", "--account"], ["site", "list", "more", "words"],
])
def test_wrong_arguments_exit_2_and_say_how(bcctl, words):
    said = bcctl.refuse(*words, status=2)

    assert "usage" in said.lower() or "help" in said.lower()


def test_database_out_of_reach_exits_3(bcctl):
    url = "postgresql://bc_operator:x@127.0.0.1:1/none"
    said = bcctl.run("site", "list", BC_OPERATOR_URL=url)

    assert said.returncode == 3 and "x@" not in said.stderr, "no password is shown"


def test_unknown_setting_is_an_error(bcctl):
    done = bcctl.run("site", "list", BC_NO_SUCH_NAME="1")

    assert done.returncode != 0 and "BC_NO_SUCH_NAME" in done.stderr


@pytest.fixture(scope="module")
def shop(bcctl, tmp_path_factory):
    """A site, an account and two workspaces, all made by bcctl."""
    credential = tmp_path_factory.mktemp("shop") / "credential"
    bcctl("site", "create", "shop", "--name", "Shop", "--zone", "Asia/Shanghai", "--region", "CN", "--cloud", "aws",
          "--credential-file", credential)
    bcctl("account", "create", "buyer", "--name", "Buyer Ltd", "--currency", "CNY", "--price-list", "CN=2022",
          "--reason", "test")
    for code in ("w-1", "w-2"):
        bcctl("workspace", "create", code, "--site", "shop")
        bcctl("workspace", "bind", code, "--site", "shop", "--account", "buyer")
    return credential


def test_credential_file_is_private_and_never_overwritten(bcctl, shop):
    assert shop.stat().st_mode & 0o777 == 0o600
    token = shop.read_text()

    bcctl.refuse("site", "create", "shop2", "--name", "S", "--zone", "UTC", "--region", "INT",
                 "--credential-file", shop)

    assert shop.read_text() == token


def test_lists_print_one_object_a_line(bcctl, shop):
    (site,) = bcctl("site", "list")
    (account,) = bcctl("account", "list")

    assert (site["site"], site["region"]) == ("shop", "CN")
    assert (account["account"], account["currency"]) == ("buyer", "CNY")
    assert {row["workspace"] for row in bcctl("workspace", "list")} == {"w-1", "w-2"}


def test_created_again_with_the_same_facts_is_said(bcctl, shop):
    (again,) = bcctl("account", "create", "buyer", "--name", "Buyer Ltd", "--currency", "CNY",
                     "--price-list", "CN=2022", "--reason", "test")

    assert again["created"] is False


def test_created_again_with_other_facts_is_refused(bcctl, shop):
    said = bcctl.refuse("account", "create", "buyer", "--name", "Other", "--currency", "CNY", "--reason", "test")

    assert "exists already" in said


@pytest.mark.parametrize("words,names", [
    (["recharge", "--account", "nobody", "--amount", "5.00", "--reason", "r"], "account"),
    (["recharge", "--account", "buyer", "--amount", "5.001", "--reason", "r"], "amount"),
    (["recharge", "--account", "buyer", "--amount", "-5", "--reason", "r"], "amount"),
    (["site", "create", "x", "--name", "X", "--zone", "Mars/Base", "--region", "CN"], "zone"),
    (["site", "create", "x", "--name", "X", "--zone", "UTC", "--region", "EU"], "region"),
    (["account", "create", "y", "--name", "Y", "--currency", "EUR", "--reason", "r"], "currency"),
    (["account", "create", "y", "--name", "Y", "--currency", "CNY", "--price-list", "CN=1999", "--reason", "r"],
     "price"),
    (["workspace", "create", "z", "--site", "nowhere"], "site"),
    (["close", "shop", "2015-02-27"], "not over"),
    (["close", "shop", "27 February"], "day"),
    (["bill", "show", "w-1", "2015-02-27"], "bill"),
])
def test_refusals_name_what_is_wrong(bcctl, shop, words, names):
    done = bcctl.run(*words)

    assert done.returncode in (1, 2), done.stdout
    assert names in done.stderr.lower(), done.stderr


def test_key_is_shown_for_what_was_done_only(bcctl, shop):
    words = ["recharge", "--amount", "1.00", "--reason", "r", "--account"]
    bcctl("account", "create", "payer", "--name", "Payer", "--currency", "CNY", "--reason", "r")

    assert "--key" not in bcctl.refuse(*words, "nobody")
    assert "--key" in bcctl.run(*words, "payer").stderr


def test_workspace_settings_change_from_a_day_on(bcctl, shop):
    (changed,) = bcctl("workspace", "set", "w-2", "--site", "shop", "--retention", "logs=30", "--from", "2015-02-27")

    assert str(changed["retention"]["logs"]) == "30"
    assert "/" not in bcctl.refuse("workspace", "set", "w-2", "--site", "shop", "--retention", "cats=30")


@pytest.mark.parametrize("amount", ["0", "-1", "1.001", "NaN", "1e2", "", "abc", " 1", "1,00", "+1", "1.", "0x10"])
def test_unusable_amount_moves_nothing(bcctl, books, shop, amount):
    before = books.balance("buyer")

    for words in (["recharge"], ["card", "grant"], ["voucher", "grant", "--kind", "ordinary"]):
        done = bcctl.run(*words, "--account", "buyer", f"--amount={amount}", "--reason", "r")
        assert done.returncode in (1, 2) and "amount" in done.stderr.lower(), done.stderr

    assert books.balance("buyer") == before


def test_from_usage_to_a_paid_bill(bcctl, shop, books):
    books.add_usage_by_hash(shop.read_text().strip(), [point("w-1", "sms", "2015-02-27T01:00:00Z", 50)])
    agree(bcctl, "voucher", "grant", "--account", "buyer", "--kind", "ordinary", "--amount", "9.00", "--reason", "test")
    agree(bcctl, "card", "grant", "--account", "buyer", "--amount", "3.00", "--reason", "test")
    agree(bcctl, "recharge", "--account", "buyer", "--amount", "10.00", "--reason", "test")
    bcctl("clock", "set", "2015-02-27T16:15:00Z")

    (closed,) = bcctl("close", "shop", "2015-02-27")

    assert closed["faults"] == 0

    bills = bcctl("bill", "list", "--account", "buyer")
    assert [(b["workspace"], b["day"], b["currency"], b["total"]) for b in bills] == [
        ("w-1", "2015-02-27", "CNY", "5.00"), ("w-2", "2015-02-27", "CNY", "0.00")]
    (bill,) = bcctl("bill", "show", "w-1", "2015-02-27", "--site", "shop")
    assert [(p["source"], p["amount"]) for p in bill["postings"]] == [("card", "3.00"), ("cash", "2.00")]
    (balance,) = bcctl("balance", "buyer")
    assert (balance["cash"], balance["cards"], balance["ordinary"]) == ("8.00", "0.00", "9.00")
    (proof,) = bcctl("balance", "--proof")
    assert proof["balanced"] is True


def test_close_that_a_fault_stopped_is_told_and_can_be_mended(bcctl, shop, books):
    bcctl("account", "create", "newer", "--name", "N", "--currency", "CNY", "--price-list", "CN=2024", "--reason", "r")
    bcctl("workspace", "create", "w-5", "--site", "shop", "--retention", "logs=5")
    bcctl("workspace", "bind", "w-5", "--site", "shop", "--account", "newer")
    bcctl("clock", "set", "2015-02-28T16:15:00Z")
    books.add_usage_by_hash(shop.read_text().strip(), [point("w-5", "log_records", "2015-02-28T01:00:00Z", 50)])

    said = bcctl.refuse("close", "shop", "2015-02-28")
    again = bcctl.run("close", "shop", "2015-02-28", "--json")

    assert "1 workspace was stopped by a fault; 'bcctl close list --site shop' says why" in said
    assert again.returncode == 1 and json.loads(again.stdout)["faults"] == 1
    assert "w-5" in bcctl.run("close", "list", "--site", "shop").stdout
    bcctl("workspace", "set", "w-5", "--site", "shop", "--retention", "logs=7", "--from", "2015-02-28")
    assert bcctl("close", "shop", "2015-02-28")[0]["faults"] == 0


def test_tables_are_for_people(bcctl, shop):
    shown = bcctl.run("bill", "list").stdout

    assert "w-1" in shown and "{" not in shown


ITEMS = (DEMO_DATA / "items.csv").read_text()
PRICES = (DEMO_DATA / "price-list.csv").read_text()


@pytest.mark.parametrize("which,old,new,line,column", [
    ("prices", "2024,logs,1000000,records,CN,CNY,7,1.2", "2024,logs,1000000,records,CN,CNY,7,cheap", 15, "unit_price"),
    ("prices", "2024,logs,1000000,records,CN,CNY,7,1.2", "2024,logs,1000000,records,CN,CNY,7,-1", 15, "unit_price"),
    ("prices", "2024,logs,1000000,records,CN,CNY,7,1.2", "2024,logs,1000000,records,CN,CNY,7,NaN", 15, "unit_price"),
    ("prices", "2024,logs,1000000,records,CN,CNY,7,1.2", "2024,logs,0,records,CN,CNY,7,1.2", 15, "unit"),
    ("prices", "2024,logs,1000000,records,CN,CNY,7,1.2", "2024,logs,1000000,records,EU,CNY,7,1.2", 15, "region"),
    ("prices", "2024,logs,1000000,records,CN,CNY,7,1.2", "2024,bananas,1000000,records,CN,CNY,7,1.2", 15, "item"),
    ("items", "2022,logs,log_records,sum,sum,", "2022,logs,log_records,sum,median,", 4, "fold"),
    ("items", "2022,logs,log_records,sum,sum,", "2022,logs,log_records,mean,sum,", 4, "combine"),
    ("items", "2022,logs,log_records,sum,sum,", "2022,logs,log_records*x,sum,sum,", 4, "operands"),
])
def test_fault_in_a_price_book_names_line_and_column(bcctl, books, tmp_path, which, old, new, line, column):
    texts = {"items": ITEMS, "prices": PRICES}
    assert old in texts[which]
    files = {}
    for name, text in texts.items():
        files[name] = tmp_path / f"{name}.csv"
        files[name].write_text(text.replace(old, new, 1) if name == which else text)
    before = books.door("list_catalogue")

    said = bcctl.refuse("catalogue", "import", "--items", files["items"], "--prices", files["prices"],
                        "--effective-from", "2016-01-01", "--reason", "test")

    assert f"{files[which]}:{line}: column {column}" in said
    assert books.door("list_catalogue") == before


@pytest.mark.parametrize("text,place", [
    ("id,site,workspace,meter,hour\n", ":1:"),
    ("id,site,workspace,meter,hour,quantity\na,shop,w-1,sms,2015-02-27T01:00:00Z\n", ":2:"),
    ("id,site,workspace,meter,hour,quantity\na,shop,w-1,sms,2015-02-27T01:00:00Z,1,2\n", ":2:"),
    ("", ":1:"),
])
def test_fault_in_a_usage_file_names_its_line(bcctl, shop, tmp_path, books, text, place):
    file = tmp_path / "usage.csv"
    file.write_text(text)
    before = books.stored_points()

    said = bcctl.refuse("usage", "send", file, "--site", "shop", "--credential-file", shop)

    assert f"{file}{place}" in said
    assert books.stored_points() == before


def usage_file(folder, *sites):
    rows = [f"{n},{site},w-1,sms,2015-02-27T02:00:00Z,1\n" for n, site in enumerate(sites)]
    file = folder / "usage.csv"
    file.write_text("id,site,workspace,meter,hour,quantity\n" + "".join(rows))
    return file


def test_file_without_a_row_of_the_site_is_refused(bcctl, shop, tmp_path):
    file = usage_file(tmp_path, "cn1", "cn1", "shop")

    said = bcctl.refuse("usage", "send", file, "--site", "nope", "--credential-file", shop)

    assert "no row of site nope" in said and "2 rows of cn1, 1 row of shop" in said


def test_rows_outside_the_hours_asked_for_are_no_fault(bcctl, shop, tmp_path):
    done = bcctl.run("usage", "send", usage_file(tmp_path, "shop"), "--site", "shop", "--credential-file", shop,
                     "--ended-after", "2015-03-01T00:00:00Z")

    assert done.returncode == 0 and done.stdout.startswith("0 points of site shop sent in 0 batches"), done.stderr


def test_simulate_runs_every_case(bcctl):
    expected = [json.loads(line) for line in CASES.read_text().splitlines()]

    done = bcctl.run("simulate", stdin="".join(json.dumps(line["case"]) + "\n" for line in expected))

    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert results == [{"id": line["case"]["id"], **line["expect"]} for line in expected]


def test_simulate_takes_the_file_of_cases_as_it_is(bcctl):
    first = CASES.read_text().splitlines()[0]

    done = bcctl.run("simulate", stdin=first + "\n")

    case = json.loads(first)
    assert json.loads(done.stdout) == {"id": case["case"]["id"], **case["expect"]}


def test_simulate_goes_on_after_a_malformed_case(bcctl, books):
    case = json.loads(CASES.read_text().splitlines()[0])["case"]
    bad = [{**case, "cash": "1.001"}, {**case, "cash": 5}, {**case, "currency": "EUR"}, {**case, "lines": "x"}, {}, []]
    lines = [json.dumps(case), *map(json.dumps, bad), "not json", json.dumps(case)]
    before = books.door("list_balances")

    done = bcctl.run("simulate", stdin="\n".join(lines) + "\n")

    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert len(results) == len(lines)
    assert ["error" in result for result in results] == [False] + [True] * 7 + [False]
    assert books.door("list_balances") == before


def test_migrate_again_changes_nothing(bcctl):
    assert bcctl.run("migrate").returncode == 0
    done = bcctl.run("migrate", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_drift_is_found(bcctl, books):
    books.owner.execute("CREATE FUNCTION app.drifted() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    try:
        done = bcctl.run("migrate", "--check")
        assert done.returncode == 1
        assert "drifted" in done.stdout + done.stderr
    finally:
        books.owner.execute("DROP FUNCTION app.drifted()")


def test_operator_url_of_another_database_is_used(bcctl, stack, shop):
    other = on_database(stack.settings["BC_OPERATOR_URL"], "billing")

    done = bcctl.run("site", "list", "--json", BC_OPERATOR_URL=other)

    assert done.returncode == 0 and '"shop"' not in done.stdout
