# SPDX-License-Identifier: Apache-2.0
"""Taking in usage with every rule against copying the same rows into a table without any."""
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

from books import Books, hour_text
from rig import all_ok, interleaved, timed
from table import Row, notes_of_rates

SENDERS, BATCHES, POINTS, WORKSPACES = 2, 3, 10_000, 500
METERS = ("hosts", "log_records", "trace_ids", "page_views", "task_calls")


def measure(rig):
    row = Row("usage", "usage by POST /v1/usage, points/s / COPY of the same rows without rules", 0.15, 0.30)
    books = Books(rig.stack.urls())
    rig.ends.callback(books.end)
    books.import_demo_catalogue()
    site = books.add_site("usage", zone="UTC")
    numbers = range(WORKSPACES)
    for number in numbers:
        books.add_workspace(site, f"usage-{number}")
    copier = Copier(rig)
    hour = hour_text(datetime.now(timezone.utc))

    def bodies(round_number):
        return [[records(f"{round_number}-{sender}-{batch}", hour) for batch in range(BATCHES)]
                for sender in range(SENDERS)]

    pairs = []
    for number in range(rig.rounds):
        batches = bodies(number)
        pairs += interleaved(1, lambda: post_all(rig, site, batches), lambda: copier.copy_all(batches))
        row.add(pairs[-1][0] / pairs[-1][1])
    row.note(notes_of_rates(points=[a for a, _ in pairs], copied=[b for _, b in pairs]))
    row.note(f"{SENDERS} senders with kept connections, batches of {POINTS:,} points, {WORKSPACES} workspaces")
    return [row]


def records(batch, hour):
    return [{"id": f"{batch}-{n}", "workspace": f"usage-{n % WORKSPACES}", "meter": METERS[n % len(METERS)],
             "hour": hour, "quantity": str(n)} for n in range(POINTS)]


def post_all(rig, site, batches):
    """Points a second while all batches are sent by HTTP; every one must be new."""
    file = rig.requests(*[("POST", "/v1/usage", site.credential, json.dumps({"records": batch}, separators=(",", ":")))
                          for mine in batches for batch in mine])
    before = stored(rig)
    result = rig.load(file, SENDERS, 0, "-n", SENDERS * BATCHES, "-t", 60_000)
    assert stored(rig) - before == SENDERS * BATCHES * POINTS, result
    return all_ok(result) * POINTS


def stored(rig):
    with rig.connect() as connection:
        return connection.execute("SELECT count(*) FROM metering.usage_point").fetchone()[0]


class Copier:
    """Copies the rows of the batches into a table with the columns of usage points and nothing else."""

    def __init__(self, rig):
        self.connections = [rig.connect() for _ in range(SENDERS)]
        self.run = self.connections[0].execute
        self.run("CREATE SCHEMA bench; CREATE TABLE bench.usage_point (LIKE metering.usage_point)")

    def copy_all(self, batches):
        texts = [["".join(f"{r['workspace'][6:]}\t{r['hour'][:10]}\t{r['id']}\t{r['meter']}\t{r['hour']}\t"
                          f"{r['quantity']}\t\\N\tnow\n" for r in batch) for batch in mine] for mine in batches]
        self.run("TRUNCATE bench.usage_point")

        def copy(connection, mine):
            for text in mine:
                with connection.cursor() as cursor, cursor.copy("COPY bench.usage_point FROM STDIN") as to:
                    to.write(text)

        with ThreadPoolExecutor(SENDERS) as pool:
            seconds = timed(lambda: list(pool.map(copy, self.connections, texts)))
        return SENDERS * BATCHES * POINTS / seconds
