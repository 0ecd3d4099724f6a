# SPDX-License-Identifier: Apache-2.0
"""bc-jobs makes blocks and exports digests by itself; what it exports stands up to bcctl verify."""
from books import Books
from control import Bcctl
from harness import START_OF_TIME, wait_until


def test_blocks_and_digests_come_by_themselves(new_stack):
    stack = new_stack().up()
    books = Books(stack.urls())
    books.set_clock(START_OF_TIME)
    books.add_account("self")
    books.recharge("self", "12.00")

    wait_until(lambda: books.owner.execute("SELECT number FROM ledger.block").fetchone(), "a block", 60)
    books.set_clock("2015-02-28T06:00:00Z")
    file = stack.state / "digests/digest-2015-02-27.txt"
    wait_until(lambda: file.with_suffix(".txt.sig").exists(), "the digests of the day", 60)

    assert "\nblocks 1 1\n" in file.read_text()
    assert (stack.state / "digest-key").stat().st_mode & 0o777 == 0o600
    wait_until(lambda: books.owner.execute(
        "SELECT id FROM ops.job WHERE kind = 'digest' AND done_at IS NOT NULL AND last_error IS NULL").fetchone(),
        "the end of the job")
    report, = Bcctl(stack.build / "bcctl", stack.program_environment())("verify")
    assert report["sound"] and "1 file, signed" in report["checks"][-1]["of"]
    books.end()
