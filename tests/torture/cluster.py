# SPDX-License-Identifier: Apache-2.0
"""A private PostgreSQL cluster that may be killed, and databases of the tree in it.

It runs under /tmp as an unprivileged user, listens on a socket of its own alone and trusts who reaches it. Nothing is
flushed to the disk: what is killed here are processes, never the machine.
"""
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

SOURCE = Path(__file__).resolve().parents[2]
LOGINS = ("bc_migrate", "bc_api", "bc_jobs", "bc_operator", "bc_read")
SETTINGS = {
    "listen_addresses": "", "fsync": "off", "max_connections": "120", "shared_buffers": "256MB", "jit": "off",
    "log_min_messages": "fatal", "restart_after_crash": "on", "max_wal_size": "4GB", "deadlock_timeout": "200ms",
}


def programs():
    """PostgreSQL's own programs, the newest that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return Path(os.environ.get("PG_BINDIR", found[-1] if found else "/usr/bin"))


class Cluster:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="bc-torture-", dir="/tmp"))
        self.folder.chmod(0o711)
        self.sockets = self.folder / "sockets"
        self.data = self.folder / "data"
        self.user = "postgres" if os.geteuid() == 0 else None
        for folder in (self.sockets, self.data):
            folder.mkdir()
            if self.user:
                shutil.chown(folder, self.user)

    def run(self, program, *words, check=True):
        done = subprocess.run(
            [programs() / program, *words], user=self.user, cwd="/", stdin=subprocess.DEVNULL, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        assert not check or done.returncode == 0, done.stdout
        return done.returncode == 0

    def begin(self):
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8",
                 "--no-sync")
        self.start()
        with self.superuser("postgres") as connection:
            connection.execute("CREATE ROLE bc_owner")
            for login in LOGINS:
                connection.execute(f"CREATE ROLE {login} LOGIN")
            connection.execute("ALTER ROLE bc_migrate NOINHERIT")
            connection.execute("GRANT bc_owner TO bc_migrate")
        return self

    def start(self, seconds=60):
        """Refused while orphans of a killed postmaster live: tried until they are gone."""
        settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        deadline = time.monotonic() + seconds
        # pg_ctl's child keeps what it inherits open, so its output goes to a file.
        words = ["pg_ctl", "-D", str(self.data), "-w", "-s", "-l", str(self.folder / "data" / "server.log"),
                 "-o", f"-k {self.sockets} {settings}", "start"]
        while subprocess.run([programs() / words[0], *words[1:]], user=self.user, cwd="/", stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120).returncode != 0:
            assert time.monotonic() < deadline, (self.data / "server.log").read_text()[-2000:]
            time.sleep(0.1)

    def end(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def postmaster(self):
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill_postmaster(self):
        os.kill(self.postmaster(), signal.SIGKILL)

    def connect(self, role, database, **more):
        return psycopg.connect(host=str(self.sockets), user=role, dbname=database, autocommit=True,
                               connect_timeout=10, **more)

    def superuser(self, database, **more):
        return self.connect("postgres", database, **more)

    # databases

    def make_database(self, name, template=None):
        with self.superuser("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}" OWNER bc_owner' + (
                f' TEMPLATE "{template}"' if template else ""))
        if template:
            with self.superuser(name) as connection:  # rights of a database are not copied with it
                connection.execute((SOURCE / "sql" / "init.sql").read_text())
        return name

    def load_tree(self, name, mutant=None):
        """What `bcctl init --settable-clock` and `bcctl migrate` make; then a file of lies, as its owner."""
        self.make_database(name)
        sql = SOURCE / "sql"
        order = (sql / "functions" / "order.txt").read_text().split()
        rest = sorted(path.relative_to(sql / "functions").as_posix()
                      for schema in ("app", "admin", "api", "jobs")
                      for path in (sql / "functions" / schema).glob("*.sql"))
        files = [*sorted((sql / "migrations").glob("*.sql")),
                 *(sql / "functions" / path for path in [*order, *(path for path in rest if path not in order)]),
                 sql / "grants.sql"]
        with self.superuser(name) as connection:
            connection.execute((sql / "init.sql").read_text())
            connection.execute("INSERT INTO ops.deployment (settable_clock) VALUES (true)")
            connection.execute("SET ROLE bc_owner")
            with connection.transaction():
                for file in files:
                    connection.execute(file.read_text())
            if mutant:
                connection.execute("SET check_function_bodies = off")
                connection.execute(Path(mutant).read_text())
        return name
