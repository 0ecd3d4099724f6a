# SPDX-License-Identifier: Apache-2.0
"""What the demo's billing center consists of: prices, sites, accounts, workspaces, what they may spend."""
import csv
from pathlib import Path

from timeline import SITES

HERE = Path(__file__).resolve().parent

# code, name, currency, region = list, workspaces
ACCOUNTS = (
    ("A", "Alpha Trading", "CNY", "CN=2022", ("ws-fb", "ws-goog", "ws-ko")),
    ("B", "Beta Health", "CNY", "CN=2024", ("ws-ibm", "ws-pfe", "ws-ups")),
    ("C", "Gamma Retail", "USD", "INT=2024", ("ws-aapl", "ws-amzn", "ws-crm", "ws-cvs")),
)

# login, name, role and account of who may sign in
MEMBERS = (
    ("alpha@demo.example", "Alpha Owner", "owner", "A"),
    ("beta@demo.example", "Beta Finance", "finance", "B"),
    ("gamma@demo.example", "Gamma Viewer", "viewer", "C"),
)


def make_world(ctl):
    """Each piece may be there already."""
    import_prices(ctl)
    for site in SITES:
        make_site(ctl, site)
    for account in ACCOUNTS:
        make_account(ctl, account)
    for site in SITES:
        for code in site.workspaces:
            make_workspace(ctl, site, code)
    fund(ctl, [""])


def import_prices(ctl):
    ctl.make("price lists 2022 and 2024", "catalogue", "import", "--items", HERE / "data" / "items.csv",
             "--prices", HERE / "data" / "price-list.csv", "--effective-from", "2015-01-01",
             "--reason", "published price lists")


def make_site(ctl, site):
    ctl.make(f"site {site.code}", "site", "create", site.code, "--name", site.name, "--zone", site.zone,
             "--region", site.region, "--cloud", site.cloud,
             "--credential-file", ctl.credential_file(site.code))


def make_account(ctl, account):
    code, name, currency, price_list, _ = account
    ctl.make(f"account {code}", "account", "create", code, "--name", name, "--currency", currency,
             "--price-list", price_list, "--reason", "demo")


def make_workspace(ctl, site, code):
    account = next(account[0] for account in ACCOUNTS if code in account[4])
    ctl.make(f"workspace {code}", "workspace", "create", code, "--site", site.code, "--reason", "demo")
    ctl.make(f"its binding to account {account} from {site.bound_from}", "workspace", "bind", code,
             "--site", site.code, "--account", account, "--from", site.bound_from, "--reason", "demo")


def make_members(ctl):
    """Somebody of each account who may sign in; the passwords are made at the first time and kept in files."""
    for login, name, role, account in MEMBERS:
        ctl.make(f"sign-in {login} for account {account}", "member", "create", login, "--account", account,
                 "--role", role, "--name", name, "--password-file", ctl.password_file(account), "--reason", "demo")


def sign_ins(ctl):
    """(login, password, role, account) of each."""
    return [(login, ctl.password_file(account).read_text().strip(), role, account)
            for login, _, role, account in MEMBERS]


def fund(ctl, moments):
    """Grant and recharge what funding.csv holds for one of these moments ("" = at first), by two operators."""
    with open(HERE / "funding.csv", newline="", encoding="utf-8") as file:
        rows = list(enumerate(csv.DictReader(file), 1))
    for number, row in rows:
        if row["when"] in moments:
            grant(ctl, number, row)


def grant(ctl, number, row):
    """The key is the row's number: proposed and granted once, however often this runs."""
    common = ["--account", row["account"], "--amount", row["amount"], "--reason", "demo",
              "--key", f"00000000-0000-4000-8000-{number:012}"]
    options = {"--valid-from": row["valid_from"], "--expires-at": row["expires_at"], "--items": row["items"]}
    if row["kind"] == "cash":
        ctl.agree(f"a recharge of {row['amount']} to {row['account']}", "recharge", *common)
        return
    words = ["card", "grant"]
    if row["kind"] != "card":
        words = ["voucher", "grant", "--kind", row["kind"]]
        options["--min-spend"] = row["min_spend"]
    given = [word for option in options.items() if option[1] for word in option]
    ctl.agree(f"{row['kind']} of {row['amount']} for {row['account']}", *words, *common, *given)
