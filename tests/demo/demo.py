# SPDX-License-Identifier: Apache-2.0
"""make demo: fifteen days of real usage, billed and paid, on a clock that the demo moves.

Every step may be repeated, so a run that was killed anywhere is taken up by the next one, and a run after
the last changes nothing.
"""
import sys
import time
from pathlib import Path

import report
from bcctl import Bcctl, Refused, instant_text
from timeline import CLOSE_DELAY, END, SITES, START, day_ends
from world import fund, make_members, make_world, sign_ins

HERE = Path(__file__).resolve().parent
USAGE = HERE / "data" / "usage.csv"
POINTS = {"stored": 30437, "billed": 28478, "not_billed": 1021, "faulted": 0, "open": 938}
BILLS = 150
CLOSE_DEADLINE = 120  # seconds for bc-jobs to close one day end


def send_usage(ctl, after, until):
    """Points whose hour ended after `after` (None: from the beginning) and by `until`, of every site."""
    window = ["--ended-by", instant_text(until)]
    if after:
        window += ["--ended-after", instant_text(after)]
    for site in SITES:
        ctl.show("usage", "send", USAGE, "--site", site.code, *window,
                 "--credential-file", ctl.credential_file(site.code))


def wait_until_closed(ctl, end):
    deadline = time.monotonic() + CLOSE_DEADLINE
    while True:
        days = [day for day in ctl.rows("close", "list") if ctl.instant(day["ends_at"]) == end]
        if days and all(day["state"] == "closed" for day in days):
            return
        if time.monotonic() > deadline:
            raise Refused(f"the day ending at {instant_text(end)} is not closed after {CLOSE_DEADLINE} s: "
                          f"{days}; see bc-jobs' log in {ctl.log_folder}")
        time.sleep(0.05)


def live_through(ctl):
    """Move the clock from day end to day end, from where it stands; True when it had not come to the last."""
    now, ends = ctl.clock(), day_ends()
    passed = [end for end in ends if end + CLOSE_DELAY <= now]
    before = passed[-1] if passed else None
    if before:  # days close in order: with this one all before it
        wait_until_closed(ctl, before)
    for number, end in list(enumerate(ends, 1))[len(passed):]:
        print(f"[{number:2}/{len(ends)}] {instant_text(end)}  {', '.join(ends[end])}", flush=True)
        ctl.set_clock(max(now, end))
        send_usage(ctl, before, end)
        fund(ctl, ends[end])
        ctl.set_clock(end + CLOSE_DELAY)
        wait_until_closed(ctl, end)
        before = end
    if now >= END and int(ctl.row("usage", "count")["stored"]) == POINTS["stored"]:
        return False
    ctl.set_clock(END)
    send_usage(ctl, before, END)
    return True


def check(ctl):
    """What must have come out, whatever happened on the way."""
    count = {name: int(value) for name, value in ctl.row("usage", "count").items()}
    if count != POINTS:
        raise Refused(f"usage points are {count}, not {POINTS}")
    bills = [bill for bill in ctl.rows("bill", "list") if bill["kind"] == "daily"]
    if len(bills) != BILLS or any(bill["state"] != "settled" for bill in bills):
        raise Refused(f"{len(bills)} bills, not {BILLS} settled ones")
    if ctl.row("balance", "--proof")["balanced"] is not True:
        raise Refused("the books do not balance: bcctl balance --proof")
    return bills


def main():
    started = time.monotonic()
    ctl = Bcctl(Path(sys.argv[1]))
    if ctl.clock() < START:
        ctl.set_clock(START)
    if ctl.clock() > END:
        print(f"The clock has been moved on to {instant_text(ctl.clock())} since the demo's end: nothing was changed.\n"
              f"bcctl bill list, balance and close list show what became of it. The stack runs on {ctl.url}.")
        return
    if ctl.clock() == START:  # it moves when all of the world is there
        make_world(ctl)
    changed = live_through(ctl)
    make_members(ctl)
    ctl.keep_sign_ins(sign_ins(ctl))
    bills = check(ctl)
    report.show(ctl, bills)
    report.show_sign_ins(ctl, sign_ins(ctl))
    seconds = time.monotonic() - started
    what = "done" if changed else "it had all been done: nothing was changed"
    print(f"\n{what}, in {seconds:.1f} s. The stack runs on {ctl.url} (make down stops it; the data stays).")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        sys.exit(f"demo: {refusal}")
