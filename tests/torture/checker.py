# SPDX-License-Identifier: Apache-2.0
"""What must hold of the books after anything at all, and of what the workers were told: a list of what does not."""
import json
from collections import Counter, defaultdict

from replay import Replay

# What the product refuses, and what a client tries again: lock and statement time-outs, a lost connection, a
# server that restarts.  A deadlock is neither: there is one order of locks.
REFUSALS = {f"LG{number:03d}" for number in range(1, 38)} - {"LG016", "LG017", "LG020", "LG021"}
PASSING = ("55P03", "57014", "57P", "08", "53", "lost")


def check(rows, calls):
    return [*check_money(rows), *check_bills(rows), *check_keys(rows, calls), *check_proposals(rows, calls),
            *check_codes(rows), *check_invariants(rows)]


def check_money(rows):
    for account in rows.accounts:
        yield from Replay(rows, account).run()


def check_bills(rows):
    """Each workspace and day once, settled when its day is closed and nothing stopped it."""
    seen = Counter((bill.workspace_id, bill.day, bill.run) for bill in rows.bills.values())
    for claim, times in seen.items():
        if times != 1:
            yield f"workspace {claim} is billed {times} times"
    for bill in rows.bills.values():
        if bill.id not in rows.settlements and not rows.open_days and not rows.faults:
            yield f"the bill of {bill.workspace} {bill.day} is not settled"
    for fault in rows.faults:
        yield f"the close stopped: {fault.detail}"


def check_keys(rows, calls):
    """Each key has one operation and one answer; every answer given is in the books, and no refusal is."""
    by_key = defaultdict(list)
    for operation in rows.operations.values():
        if operation.request_key is not None:
            by_key[str(operation.request_key)].append(operation)
    told = defaultdict(list)
    for call in calls:
        if call["key"] is not None:
            told[call["key"]].append(call)
    for key, operations in by_key.items():
        if len(operations) != 1:
            yield f"key {key} has {len(operations)} operations"
        if key not in told and key not in rows.proposals:
            yield f"nobody asked for the operation of key {key}"
    for call in calls:
        yield from check_outcomes(call)
    for key, deliveries in told.items():
        yield from check_key(rows, key, deliveries, by_key.get(key, []))


def check_outcomes(call):
    for kind, value in call["outcomes"]:
        if kind == "refused" and value not in REFUSALS and not value.startswith(PASSING):
            yield f"{call['function']} failed with {value}: {call['args']}"


def check_key(rows, key, deliveries, operations):
    answers = {json.dumps(value, sort_keys=True) for call in deliveries if not call["twisted"]
               for kind, value in call["outcomes"] if kind == "answer"}
    was_lost = any(kind == "lost" for call in deliveries for kind, _ in call["outcomes"][-1:])
    function = deliveries[0]["function"]
    if function == "admin.propose":
        there = [str(row.request_key) for row in rows.proposals.values() if str(row.request_key) == key]
        answers = {json.loads(answer)["proposal"] for answer in answers}
    else:
        there = operations
    if len(answers) > 1:
        yield f"{function} with key {key} was answered in {len(answers)} ways: {answers}"
    if answers and len(there) != 1:
        yield f"{function} with key {key} was answered and is not in the books"
    if there and not answers and not was_lost:
        yield f"{function} with key {key} is in the books though it was refused"
    if answers and operations:
        stored = rows.answers[operations[0].account_id, operations[0].number]
        if {json.dumps(stored, sort_keys=True)} != answers:
            yield f"{function} with key {key} keeps another answer than it gave"


def check_proposals(rows, calls):
    """Two persons, neither of them a member; approved ones took place once, others not at all."""
    done = {str(operation.request_key) for operation in rows.operations.values()}
    corrections = {bill.id for bill in rows.bills.values() if bill.corrects is not None}
    approved = [row for row in rows.proposals.values() if row.state == "approved"]
    for row in approved:
        email = rows.emails[row.decided_by]
        if row.decided_by == row.proposed_by or (row.account_id, email) in rows.members:
            yield f"proposal {row.id} was approved by {row.decided_by}"
        if row.decided_at >= row.expires_at:
            yield f"proposal {row.id} was approved after its end"
    for proposal in rows.proposals.values():
        if str(proposal.id) in done and proposal.state != "approved":
            yield f"proposal {proposal.id} took place and is {proposal.state}"
        took_place = str(proposal.id) in done
        if proposal.state == "approved" and not took_place and proposal.kind not in ("correction", "voucher_codes"):
            yield f"proposal {proposal.id} is approved and did not take place"
    if len(corrections) != sum(row.kind == "correction" for row in approved):
        yield f"{len(corrections)} corrections are in the books"
    for call in calls:
        if call["function"] in ("admin.approve", "admin.reject"):
            yield from check_decision(rows, call)


def check_decision(rows, call):
    state = {"admin.approve": "approved", "admin.reject": "rejected"}[call["function"]]
    row = rows.proposals[call["args"][0]]
    for kind, _ in call["outcomes"]:
        if kind == "answer" and (row.state, row.decided_by) != (state, call["operator"]):
            yield f"{call['operator']} was told {state} of proposal {row.id}, which {row.decided_by} {row.state}"


def check_codes(rows):
    served = Counter((code.account_id, code.purse) for code in rows.codes if code.purse is not None)
    activated = {(purse.account_id, purse.number) for purses in rows.purses.values() for purse in purses
                 if purse.origin == "activated"}
    if set(served) != activated or any(times > 1 for times in served.values()):
        yield f"codes and what they gave differ: {set(served) ^ activated}"


def check_invariants(rows):
    for row in rows.invariants:
        if row.violations:
            yield f"invariant {row.number} is violated {row.violations} times: {row.name}"
