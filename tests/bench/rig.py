# SPDX-License-Identifier: Apache-2.0
"""A stack of the benchmarks' own with what loads it and looks at it."""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
from books import Books
from harness import Stack, children_of, wait_until

HERE = Path(__file__).resolve().parent
GRANTS = ("GRANT CONNECT ON DATABASE {name} TO bc_api, bc_jobs, bc_operator, bc_migrate, bc_read",)


class Rig:
    def __init__(self, build, rounds, is_large=False):
        self.build, self.rounds, self.is_large = Path(build).resolve(), rounds, is_large
        self.folder = Path(tempfile.mkdtemp(prefix="bc-bench-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.stack = Stack(self.folder / "stack", settable_clock=False, build=self.build,
                           BC_WORKERS=2, BC_THREADS=4, BC_SIGN_IN_RATE=100_000)
        self.n_files = 0
        self.ends = ExitStack()  # closed in the other order, all of it whatever fails
        self.things = {}

    def up(self):
        self.load_program = self.folder / "load"
        subprocess.run([os.environ.get("CC", "cc"), "-O2", "-Wall", "-Wextra", "-Werror", "-o", self.load_program,
                        *sorted((HERE / "load").glob("*.c"))], check=True)
        self.stack.up()
        self.bindir = paths_of(self.build)["PG_BINDIR"]
        self.node = [HERE.parents[1] / "build-aux" / "with-node"]

    def down(self):
        try:
            self.ends.close()
        finally:
            self.stack.script("down", check=False)
            shutil.rmtree(self.folder, ignore_errors=True)

    def once(self, make):
        """make(rig), made at its first use and shared."""
        if make not in self.things:
            self.things[make] = make(self)
        return self.things[make]

    # databases

    def connect(self, name="BC_SUPERUSER_URL", database=None, **options):
        connection = psycopg.connect(self.stack.urls(database)[name], autocommit=True, **options)
        self.ends.callback(connection.close)
        return connection

    def bcctl(self, *words, database=None, **settings):
        done = subprocess.run([self.build / "bcctl", *map(str, words)], text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
                              env=self.stack.program_environment(database, BC_OPERATOR="bench", **settings))
        assert done.returncode == 0, done.stdout
        return done.stdout

    def new_books(self, database):
        """A further database, with a clock that can be set and no bc-jobs."""
        self.bcctl("init", "--settable-clock", database=database)
        self.bcctl("migrate", database=database)
        books = Books(self.stack.urls(database))
        self.ends.callback(books.end)
        return books

    def run_sql(self, file, database=None):
        self.connect(database=database).execute((HERE / "sql" / file).read_text())

    def pgbench(self, *words, role="BC_SUPERUSER_URL", database=None, clients=8, **how):
        """Transactions a second of one run; how: seconds=S or count=N transactions for each client."""
        amount = ("-T", how["seconds"]) if "seconds" in how else ("-t", how["count"])
        command = [f"{self.bindir}/pgbench", "-n", "-M", "prepared", "-c", clients, "-j", min(2, clients), *amount,
                   *words, self.stack.urls(database)[role]]
        done = subprocess.run([str(word) for word in command], text=True, capture_output=True, timeout=300)
        assert done.returncode == 0, done.stderr
        failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
        assert failed is None or failed[1] == "0", done.stdout
        return float(re.search(r"tps = ([\d.]+) \(without", done.stdout)[1])

    def fill_pgbench(self, database, scale):
        self.connect().execute(f"CREATE DATABASE {database}")
        subprocess.run([f"{self.bindir}/pgbench", "-i", "-q", "-s", str(scale),
                        self.stack.urls(database)["BC_SUPERUSER_URL"]], check=True, capture_output=True)

    # requests

    def file(self, lines):
        self.n_files += 1
        path = self.folder / f"file-{self.n_files}"
        path.write_text("".join(f"{line}\n" for line in lines))
        return path

    def requests(self, *lines):
        """A file of requests: (method, path, token, body), the last two optional."""
        return self.file("\t".join((*line, *["-"] * (4 - len(line)))) for line in lines)

    def start_load(self, requests, connections, seconds, *words):
        command = [self.load_program, "-c", connections, "-d", seconds, *words, "-f", requests, self.stack.port]
        return subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)

    def load(self, requests, connections, seconds, *words):
        return result_of(self.start_load(requests, connections, seconds, *words))

    # nginx

    def add_to_nginx(self, upstreams, locations):
        """Adds to the stack's own nginx, so that what is compared has the same one in front."""
        folder = self.stack.state / "nginx" / "conf"
        for name, text in (("http.conf", upstreams), ("locations.conf", locations)):
            (folder / name).write_text(f"{text.replace('@CONF@', str(folder))}\n{(folder / name).read_text()}")
        old_workers = self.stack.children_of("nginx")
        os.kill(self.stack.master_of("nginx"), signal.SIGHUP)
        log = self.stack.state / "log" / "nginx-error.log"
        wait_until(lambda: set(self.stack.children_of("nginx")).isdisjoint(old_workers), f"nginx reloads, see {log}")

    # processes

    def all_processes(self):
        """Ids of the stack's processes by program."""
        found = {}
        for program in ("postgresql", "nginx", "bc-api", "bc-jobs"):
            master = self.stack.master_of(program)
            found[program] = [master, *children_of(master)]
        return found


def result_of(process):
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0, out
    result = json.loads(out)
    result["ok"] = sum(n for status, n in result["statuses"].items() if status.startswith("2"))
    result["rate"] = result["ok"] / result["seconds"]
    result["failed"] = result["answers"] - result["ok"] + result["errors"] + result["timeouts"]
    return result


def all_ok(result):
    """The rate of a run in which nothing may fail."""
    assert result["failed"] == 0 and result["ok"] > 0, result
    return result["rate"]


def interleaved(rounds, first, second):
    """Pairs of what both give, each round in the other order than the one before."""
    for number in range(rounds):
        if number % 2 == 0:
            a, b = first(), second()
        else:
            b, a = second(), first()
        yield a, b


def paths_of(build):
    text = (build / "build-aux" / "paths.sh").read_text()
    return dict(re.findall(r"^(\w+)='(.*)'$", text, re.MULTILINE))


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
