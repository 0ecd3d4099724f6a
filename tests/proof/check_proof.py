#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that an entry of a billing account is in the digests that were exported, trusting nobody.

usage: check_proof.py PROOF.json DIGEST-FILE...
PROOF.json is the answer of GET /v1/transactions/{serial}/proof, the files are digest-YYYY-MM-DD.txt.
Exit status 0 when the entry is proved, 1 when it is not; docs/money.md describes the forms.
"""
import json
import sys
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
NULL = b"\xff\xff\xff\xff"


class Forged(Exception):
    pass


def require(good, what):
    if not good:
        raise Forged(what)


def digest(text):
    value = bytes.fromhex(text)
    require(len(value) == 32, "a hash has 32 bytes")
    return value


def micros(text):
    return (datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // timedelta(microseconds=1)


def field(value):
    """A length of 4 bytes and the bytes."""
    return NULL if value is None else len(value).to_bytes(4, "big") + value


def whole(text, size=8):
    return field(None if text is None else int(text).to_bytes(size, "big", signed=True))


def text(value):
    return field(None if value is None else value.encode())


def canonical_row(entry):
    """The row of version 1, from what a reader sees."""
    lines, amounts = entry["lines"], entry["line_amounts"]
    require(len(lines) == len(amounts), "each line has an amount")
    row = b"\x01" + field(UUID(entry["account_id"]).bytes)
    row += text(entry["kind"]) + text(entry["source"]) + text(entry["contra"])
    row += field(None if entry["bill_id"] is None else UUID(entry["bill_id"]).bytes) + text(entry["note"])
    row += field(None if entry["evidence"] is None else bytes.fromhex(entry["evidence"]))
    for name in ("seq", "operation", "purse", "amount", "balance_after", "cash_after", "frozen_after",
                 "arrears_after", "ordinary_after", "full_reduction_after", "cards_after"):
        row += whole(entry[name])
    row += whole((date.fromisoformat(entry["effective_day"]) - EPOCH.date()).days)
    row += whole(micros(entry["recorded_at"])) + whole(len(lines))
    return row + b"".join(whole(line, 4) for line in lines) + b"".join(whole(amount) for amount in amounts)


def block_digest(block, root):
    numbers = (int(block["number"]), micros(block["made_at"]), int(block["heads"]))
    return sha256(b"\x02" + b"".join(n.to_bytes(8, "big", signed=True) for n in numbers)
                  + digest(block["previous"]) + root).digest()


def check(proof, exported):
    """The block's number, when everything follows; exported: number of a block -> its line in a digest file."""
    entry, head, block = proof["entry"], proof["head"], proof["block"]
    require(proof["version"] == 1, "the form is known")
    row = canonical_row(entry)
    require(row.hex() == proof["row"], "the row says what the entry says")
    node = sha256(digest(proof["previous_hash"]) + row).digest()
    require(node == digest(proof["hash"]), "the entry's hash follows from its row and the hash before")
    require(proof["anchored"] is True and proof["state"] == "anchored", "a block anchors it")
    following = [bytes.fromhex(row) for row in proof["following"]]
    seq = int(entry["seq"])
    for row in following:
        seq += 1
        require(row.startswith(b"\x01" + field(UUID(entry["account_id"]).bytes)), "the rows are of its account")
        node = sha256(node + row).digest()
    require(int(head["seq"]) == seq and digest(head["hash"]) == node, "the head follows from the entry")
    node = sha256(b"\x00" + UUID(entry["account_id"]).bytes + seq.to_bytes(8, "big") + node).digest()
    for step in proof["path"]:
        require(step["side"] in ("left", "right"), "a neighbour stands left or right")
        other = digest(step["hash"])
        node = sha256(b"\x01" + (other + node if step["side"] == "left" else node + other)).digest()
    require(node == digest(block["root"]), "the path leads to the block's root")
    require(block_digest(block, node) == digest(block["digest"]), "the block's digest follows from the block")
    require(exported.get(block["number"]) == (
        f"block {block['number']} {block['made_at']} heads {block['heads']} root {block['root']} "
        f"digest {block['digest']}"), "the block is the one that was exported")
    return block["number"]


def read_digests(paths):
    lines = [line for path in paths for line in open(path, encoding="ascii").read().splitlines()]
    return {line.split()[1]: line for line in lines if line.startswith("block ")}


if __name__ == "__main__":
    try:
        proof = json.load(open(sys.argv[1], encoding="utf-8"))
        number = check(proof, read_digests(sys.argv[2:]))
    except (Forged, KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        sys.exit(f"NOT proved: {fault!r}")
    print(f"proved: entry {proof['entry']['seq']} is in block {number}")
