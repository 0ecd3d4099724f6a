# SPDX-License-Identifier: Apache-2.0
import json
from datetime import date, datetime, timezone
from fractions import Fraction
from pathlib import Path

import pytest
from case_json import expected_result
from deduction import Account, Debt, Line, Purse, give_back, recharge, settle, taken

CASES = [json.loads(text) for text in (Path(__file__).parents[1] / "cases" / "deduction.jsonl").open()]


@pytest.mark.parametrize("line", CASES, ids=lambda line: line["case"]["id"])
def test_case(line):
    assert expected_result(line["case"]) == line["expect"]


def test_recharge_repays_oldest_first_and_keeps_the_rest():
    old, other, new = (
        Debt(date(2015, 3, 1), "ws-b", 300), Debt(date(2015, 3, 2), "ws-a", 200), Debt(date(2015, 3, 2), "ws-b", 100),
    )
    account = Account(debts=[new, other, old])

    part = recharge(account, 400)
    rest = recharge(account, 250)

    assert part == [(old, 300), (other, 100)]
    assert rest == [(other, 100), (new, 100)]
    assert (account.cash, account.arrears) == (50, 0)


def test_what_is_given_back_goes_in_order():
    """A bill of 130.00 as in tests/sql/corrections.sql, given back in steps."""
    end = datetime(2015, 3, 3, tzinfo=timezone.utc)
    bought, granted = Purse("1", "card", 10000, bought=True, expires_at=end.replace(year=2016)), Purse(
        "2", "card", 1000, expires_at=end)
    first, second, full = (Purse("3", "ordinary", 500, expires_at=end), Purse("4", "ordinary", 400),
                           Purse("5", "full_reduction", 300))
    account = Account(300, [bought, granted, first, second, full])
    lines = [Line("logs", Fraction(100)), Line("traces", Fraction(20)), Line("sms", Fraction(10))]
    runs = [settle(account, lines, "account", datetime(2015, 3, 1, tzinfo=timezone.utc), date(2015, 3, 1))]

    def back(charges, at):
        run, breakage = give_back(account, runs, charges, at)
        runs.append(run)
        return [(posting.source, posting.purse, -posting.amount) for posting in run.postings], breakage

    later = end.replace(year=2017)
    assert back([-400], end) == ([("arrears", None, 400)], 0)
    recharge(account, 100)
    assert back([-100, -300], end) == ([("cash", None, 400)], 0)
    assert back([-100], end) == ([("card", "1", 100)], 0)
    assert back([-10500], later) == ([("card", "1", 9900), ("card", "2", 600)], 600)
    assert (account.purses[-1].balance, account.purses[-1].bought) == (9900, True)
    assert back([-1600], later) == ([("card", "2", 400), ("full_reduction", "5", 300), ("ordinary", "4", 400),
                                     ("ordinary", "3", 500)], 900)
    assert taken(account, runs) == []
