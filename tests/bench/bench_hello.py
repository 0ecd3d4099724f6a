# SPDX-License-Identifier: Apache-2.0
"""The smallest answer of bc-api against the smallest answer of the nginx in front of it."""
from rig import all_ok, interleaved
from table import Row, notes_of_rates

CONNECTIONS, SECONDS = 32, 1.5
RETURN = """location = /bench/return {
	include "@CONF@/headers.conf";
	default_type application/json;
	return 200 '{"status":"alive"}';
}"""


def measure(rig):
    row = Row("hello", "GET /healthz / nginx `return 200` of the same bytes", 0.45, 0.60)
    rig.add_to_nginx("", RETURN)
    ours, theirs = rig.requests(("GET", "/healthz")), rig.requests(("GET", "/bench/return"))
    rates = []
    for pair in interleaved(rig.rounds, lambda: all_ok(rig.load(ours, CONNECTIONS, SECONDS)),
                            lambda: all_ok(rig.load(theirs, CONNECTIONS, SECONDS))):
        rates.append(pair)
        row.add(pair[0] / pair[1])
    row.note(notes_of_rates(healthz=[a for a, _ in rates], return_200=[b for _, b in rates]))
    return [row]
