# SPDX-License-Identifier: Apache-2.0
"""Holds a bill of the billing center against the model's."""
from decimal import Decimal
from fractions import Fraction

from deduction import decimal_text


def lines_that_count(bill):
    """Lines of items without any usage say nothing and may stand or be left out."""
    return [line for line in bill["lines"] if Decimal(line["quantity"]) or line["mark"]]


def paid_items(parts, item_of):
    return sorted((item_of[number], part) for number, part in parts)


def stored_postings(bill):
    item_of = {int(line["line"]): line["item"] for line in bill["lines"]}
    return [
        (posting["source"], posting["amount"], posting["balance_after"],
         paid_items([(int(part["line"]), part["amount"]) for part in posting["lines"]], item_of))
        for posting in bill["postings"]
    ]


def expected_postings(rated, settlement):
    item_of = {number: line.item for number, line in enumerate(rated, 1)}
    return [
        (posting.source, decimal_text(posting.amount),
         None if posting.balance_after is None else decimal_text(posting.balance_after),
         paid_items([(number, decimal_text(part)) for number, part in posting.lines], item_of))
        for posting in settlement.postings
    ]


def line_facts(item, retention, quantity, free, units, exact, charge, mark):
    """Of what is not offered no unit is known, so units say nothing there."""
    billable = max(quantity - free, Fraction(0))
    return item, retention, quantity, billable, None if mark == "not_offered" else units, exact, charge, mark


def stored_lines(bill):
    return [
        line_facts(line["item"], line["retention_days"] and int(line["retention_days"]), Fraction(line["quantity"]),
                   Fraction(line["free_quantity"]), Fraction(line["units"]), Fraction(line["amount"]), line["charge"],
                   line["mark"])
        for line in lines_that_count(bill)
    ]


def expected_lines(rated, settlement):
    return [
        line_facts(line.item, line.retention, line.quantity, line.free_quantity, line.units, line.exact,
                   decimal_text(charge), line.mark)
        for line, charge in zip(rated, settlement.charges) if line.quantity or line.mark
    ]


def assert_same_bill(bill, rated, settlement, where=""):
    assert stored_lines(bill) == expected_lines(rated, settlement), where
    assert bill["total"] == decimal_text(settlement.total), where
    assert Fraction(bill["residue"]) == settlement.residue, where
    assert stored_lines(bill) == expected_lines(rated, settlement), where
    assert stored_postings(bill) == expected_postings(rated, settlement), where


def assert_same_balance(balance, account, where=""):
    assert (balance["cash"], balance["arrears"]) == (decimal_text(account.cash), decimal_text(account.arrears)), where
