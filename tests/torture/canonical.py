# SPDX-License-Identifier: Apache-2.0
"""The bytes behind the hashes of the journal, made from values alone (docs/money.md), and the chain over them."""
import hashlib
from datetime import date, datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FIRST_HEAD = bytes(32)


def microseconds(moment):
    return None if moment is None else (moment - EPOCH) // timedelta(microseconds=1)


def integer(value, size=8):
    return None if value is None else value.to_bytes(size, "big", signed=True)


def text(value):
    return None if value is None else value.encode()


def fields(values):
    return b"".join(b"\xff\xff\xff\xff" if value is None else len(value).to_bytes(4, "big") + value for value in values)


def entry_row(entry):
    lines, amounts = entry.lines or [], entry.line_amounts or []
    return b"\x01" + fields([
        entry.account_id.bytes, text(entry.kind), text(entry.source), text(entry.contra),
        entry.bill_id and entry.bill_id.bytes, text(entry.note), entry.evidence,
        *(integer(value) for value in (
            entry.seq, entry.operation, entry.purse, entry.amount, entry.balance_after, entry.cash_after,
            entry.frozen_after, entry.arrears_after, entry.ordinary_after, entry.full_reduction_after,
            entry.cards_after, (entry.effective_day - date(1970, 1, 1)).days, microseconds(entry.recorded_at),
            len(lines))),
        *(integer(line, 4) for line in lines), *(integer(amount) for amount in amounts)])


def link(head, entry):
    return hashlib.sha256(head + entry_row(entry)).digest()


def purse_terms(purse):
    items = None if purse.items is None else ",".join(purse.items)
    return hashlib.sha256(b"\x01" + fields([
        *(integer(value) for value in (purse.number, purse.face, purse.min_spend, microseconds(purse.valid_from),
                                       microseconds(purse.expires_at))),
        purse.id.bytes, text(purse.kind), text(purse.origin), text(items)])).digest()
