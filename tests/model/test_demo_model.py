# SPDX-License-Identifier: Apache-2.0
"""The demo's funding makes every kind of money run dry in turn: that is what the demo is there to show."""
from datetime import date

import demo
import pytest
from deduction import decimal_text


@pytest.fixture(scope="module")
def outcome():
    return demo.run()


def of_account(bills, code):
    return [bill for bill in bills if bill.account == code]


def test_it_makes_150_bills(outcome):
    bills, _ = outcome

    totals = {code: decimal_text(sum(b.settlement.total for b in of_account(bills, code))) for code in "ABC"}
    assert len(bills) == 150
    assert totals == {"A": "6434.57", "B": "1780.46", "C": "5369.74"}


def test_postings_are_the_bill(outcome):
    for bill in outcome[0]:
        taken = bill.settlement.postings
        assert sum(posting.amount for posting in taken) == bill.settlement.total == sum(bill.settlement.charges)
        for number, charge in enumerate(bill.settlement.charges, 1):
            assert sum(part for p in taken for line, part in p.lines if line == number) == charge


def test_every_kind_runs_dry_in_turn(outcome):
    bills, accounts = outcome

    emptied = {p.purse or p.source: index for index, bill in enumerate(of_account(bills, "A"))
               for p in bill.settlement.postings if p.balance_after == 0}
    order = ["A2", "A3", "A4", "A5", "A7", "A6", "cash"]
    assert sorted(emptied, key=emptied.get) == order
    assert accounts["A"].arrears == 68_81


def test_one_voucher_expires_with_something_left(outcome):
    bills, accounts = outcome

    used = [b.day for b in of_account(bills, "A") for p in b.settlement.postings if p.purse == "A1"]
    assert max(used) == date(2015, 3, 1)
    assert accounts["A"].purses[0].balance == 84_24


def test_small_bills_do_not_reach_the_minimum_spend(outcome):
    bills, _ = outcome

    paid_by_f2 = [b for b in of_account(bills, "A") for p in b.settlement.postings if p.purse == "A5"]
    assert any(bill.settlement.total < 120_00 for bill in paid_by_f2)


def test_b_falls_into_arrears_repays_and_falls_again(outcome):
    bills, accounts = outcome

    in_arrears = [b.day for b in of_account(bills, "B") if b.settlement.paid("arrears")]
    assert (min(in_arrears), max(in_arrears)) == (date(2015, 3, 3), date(2015, 3, 14))
    assert not [day for day in in_arrears if date(2015, 3, 8) <= day < date(2015, 3, 10)]
    assert accounts["B"].arrears == 680_46


def test_sms_is_not_offered_outside_cn(outcome):
    marks = {(b.account, line.item) for b in outcome[0] for line in b.lines if line.mark == "not_offered"}

    assert marks == {("C", "sms")}
