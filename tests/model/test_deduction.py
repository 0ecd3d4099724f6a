# SPDX-License-Identifier: Apache-2.0
import json
from datetime import date
from pathlib import Path

import pytest
from case_json import expected_result
from deduction import Account, Debt, recharge

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
