# SPDX-License-Identifier: Apache-2.0
"""A member's balance through nginx and bc-api against the same function called by pgbench."""
from members import Members
from rig import all_ok, interleaved
from table import Row, notes_of_rates

CLIENTS, CONNECTIONS, SECONDS = 8, 32, 2


def measure(rig):
    row = Row("read", f"GET /v1/balance (JWT + stored function) / pgbench of the function, {CLIENTS} backends each",
              0.30, 0.40)
    members = rig.once(Members)
    file = members.reads(rig)
    # A constant array of sessions: a table of them would be a second query in what is compared.
    ids = "{" + ",".join(members.sessions) + "}"
    script = rig.file([f"\\set n random(1, {len(members.sessions)})",
                       f"SELECT api.get_balance(('{ids}'::uuid[])[:n]);"])

    pairs = list(interleaved(
        rig.rounds, lambda: rig.load(file, CONNECTIONS, SECONDS),
        lambda: rig.pgbench("-f", script, role="BC_DATABASE_URL", clients=CLIENTS, seconds=SECONDS)))
    for ours, theirs in pairs:
        row.add(all_ok(ours) / theirs)
    row.note(notes_of_rates(reads=[a["rate"] for a, _ in pairs], pgbench=[b for _, b in pairs]))
    row.note(f"{CONNECTIONS} clients; p99 {sorted(a['p99_us'] for a, _ in pairs)[len(pairs) // 2] / 1000:.1f} ms")
    return [row]
