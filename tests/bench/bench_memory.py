# SPDX-License-Identifier: Apache-2.0
"""Memory of the whole stack at rest, after every thread has worked."""
import time
from pathlib import Path

from table import Row

FIELDS = ("Pss", "Pss_Shmem")


def measure(rig):
    row = Row("memory", "whole stack idle, resident memory without shared buffers", 150, 100, at_most=True,
              is_exact=True, unit="MB")
    ready = rig.requests(("GET", "/readyz"))
    rig.load(ready, 64, 2)
    for _ in range(3):
        time.sleep(2)
        by_program = {name: sum(map(resident, pids)) for name, pids in rig.all_processes().items()}
        row.add(sum(by_program.values()))
    counts = {name: len(pids) for name, pids in rig.all_processes().items()}
    row.note(", ".join(f"{name} {by_program[name]:.0f} MB in {counts[name]} processes" for name in by_program))
    row.note("Σ PSS − PSS of shared memory over /proc/PID/smaps_rollup: a page that n processes map counts 1/n each")
    return [row]


def resident(pid):
    """Megabytes that a process has for itself, with its share of what it shares; no shared memory segments."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    found = {name: int(rest.split()[0]) for name, rest in (line.split(":", 1) for line in lines[1:]) if name in FIELDS}
    return (found["Pss"] - found["Pss_Shmem"]) / 1024
