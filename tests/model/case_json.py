# SPDX-License-Identifier: Apache-2.0
"""The JSON shape of a deduction case and of its result, for the model and for `bcctl simulate` alike."""
from datetime import date
from fractions import Fraction

from deduction import Account, Debt, Line, Purse, decimal_text, minor, parse_instant, settle


def purse_of(case_purse):
    items = case_purse["items"]
    return Purse(
        id=case_purse["id"],
        kind=case_purse["kind"],
        balance=minor(case_purse["balance"]),
        valid_from=parse_instant(case_purse["valid_from"]),
        expires_at=parse_instant(case_purse["expires_at"]),
        items=None if items is None else frozenset(items),
        min_spend=minor(case_purse.get("min_spend", "0")),
        frozen=case_purse["frozen"],
    )


def account_of(case):
    arrears = minor(case["arrears"])
    debts = [Debt(date.min, "", arrears)] if arrears else []
    return Account(minor(case["cash"]), [purse_of(p) for p in case["purses"]], debts)


def expected_result(case):
    """What the rules make of a case, in the shape of `expect`."""
    account = account_of(case)
    lines = [Line(line["item"], Fraction(line["amount"])) for line in case["lines"]]
    result = settle(account, lines, case["settlement"], parse_instant(case["at"]))
    return {
        "total": decimal_text(result.total),
        "charges": [decimal_text(charge) for charge in result.charges],
        "postings": [
            {
                "source": posting.purse or posting.source,
                "amount": decimal_text(posting.amount),
                "balance_after": None if posting.balance_after is None else decimal_text(posting.balance_after),
            }
            for posting in result.postings
        ],
        "cash_after": decimal_text(account.cash),
        "arrears_after": decimal_text(account.arrears),
        "cloud": decimal_text(sum(result.paid(cloud) for cloud in ("aws", "alibaba"))),
    }
