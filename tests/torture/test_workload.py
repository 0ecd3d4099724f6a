# SPDX-License-Identifier: Apache-2.0
"""The short run of the workload: seed printed, BC_TORTURE_SEED repeats it (see workload.py for the long one)."""
import os
import random

import workload


def test_books_are_sound_after_a_random_workload_with_kills():
    seed = int(os.environ.get("BC_TORTURE_SEED", random.SystemRandom().randrange(10**9)))
    violations, done = workload.run(5000, seed)
    assert not violations, "\n".join([f"seed {seed}", done, *violations[:30]])
    print(f"seed {seed}\n{done}")
