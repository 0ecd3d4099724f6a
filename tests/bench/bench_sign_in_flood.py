# SPDX-License-Identifier: Apache-2.0
"""Reads of members while strangers try to sign in as fast as they can.

Each try is of another login that does not exist, which costs a whole password hash; nginx's limit
of sign-ins is far up, so that bc-api's pool `auth` has to hold them back by itself.
"""
import itertools
import json
from statistics import median

from members import Members
from rig import all_ok, interleaved, result_of
from table import Row, notes_of_rates

STRANGERS, READERS, SECONDS, TRIES = 32, 16, 2, 2000
NUMBERS = itertools.count(1)


def measure(rig):
    row = Row("sign_in_flood", f"reads of members while {STRANGERS} clients flood the sign-in / without")
    reads = rig.once(Members).reads(rig)
    floods = []

    def alone():
        return all_ok(rig.load(reads, READERS, SECONDS))

    def beside():
        flood = rig.start_load(tries(rig), STRANGERS, SECONDS + 0.6, "-t", 10_000)
        rate = all_ok(rig.load(reads, READERS, SECONDS))
        floods.append(result_of(flood))
        return rate

    pairs = list(interleaved(rig.rounds, beside, alone))
    for a, b in pairs:
        row.add(a / b)
    hashes = [each["statuses"].get("401", 0) / each["seconds"] for each in floods]
    row.note(notes_of_rates(beside=[a for a, _ in pairs], alone=[b for _, b in pairs], hashes=hashes))
    answers = {status: sum(each["statuses"].get(status, 0) for each in floods)
               for status in sorted({status for each in floods for status in each["statuses"]})}
    row.note(f"what the flood got: {answers}, errors {sum(each['errors'] for each in floods)}, time-outs "
             f"{sum(each['timeouts'] for each in floods)}, p99 "
             f"{median(each['p99_us'] for each in floods) / 1e6:.1f} s")
    return [row]


def tries(rig):
    return rig.requests(*[("POST", "/v1/session", "-", json.dumps(
        {"login": f"stranger-{next(NUMBERS)}@bench.example", "password": "guessed wrong"})) for _ in range(TRIES)])
