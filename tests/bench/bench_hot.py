# SPDX-License-Identifier: Apache-2.0
"""Debits on one account that everybody uses, against debits spread over a thousand."""
import shutil
import tempfile
from pathlib import Path

from rig import interleaved
from table import Row, notes_of_rates
from world import DATABASE, World

CLIENTS, EACH, SPREAD = 8, 150, 1000


def measure(rig):
    world = rig.once(World)
    row = Row("hot", f"debits/s on one hot account / on {SPREAD:,} accounts, {CLIENTS} clients, fsync on")
    slowest = {1: [], SPREAD: []}

    def debits(accounts):
        script = rig.file([f"\\set n random(1, {accounts})",
                           f"SELECT admin.prepay('{world.books.session}', 'bench-' || :n, 'bench', 0.01, 'bench',"
                           " gen_random_uuid());"])
        folder = Path(tempfile.mkdtemp(dir=rig.folder))
        try:
            rate = rig.pgbench("-f", script, "-l", f"--log-prefix={folder}/log", database=DATABASE, clients=CLIENTS,
                               count=EACH)
            times = sorted(int(line.split()[2]) / 1000 for log in folder.iterdir()
                           for line in log.read_text().splitlines())
            slowest[accounts].append(times[int(0.99 * (len(times) - 1))])
            return rate
        finally:
            shutil.rmtree(folder)

    pairs = list(interleaved(rig.rounds, lambda: debits(1), lambda: debits(SPREAD)))
    for hot, spread in pairs:
        row.add(hot / spread)
    row.note(notes_of_rates(hot=[hot for hot, _ in pairs], spread=[spread for _, spread in pairs]))
    row.note(f"p99: {sorted(slowest[1])[rig.rounds // 2]:.1f} ms hot, {sorted(slowest[SPREAD])[rig.rounds // 2]:.1f} ms"
             " spread; a debit is a prepaid purchase by the operators' door")
    world.books.assert_sound()
    return [row]
