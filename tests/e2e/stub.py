# SPDX-License-Identifier: Apache-2.0
"""bc-api's own server with the routes of tests/stub, on sockets of its own: sleeping, reading, locking."""
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg
from fastcgi import FastcgiConnection
from harness import children_of, is_running, read_metrics, wait_until

TOKEN_KEYS = "stub HS256 MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n"
SCHEMA = """
CREATE SCHEMA stub;
CREATE TABLE stub.account (code text PRIMARY KEY);
INSERT INTO stub.account VALUES ('locked'), ('free');
CREATE FUNCTION stub.read() RETURNS json LANGUAGE sql SECURITY DEFINER
    AS $$ SELECT json_build_object('accounts', count(*)) FROM stub.account $$;
CREATE FUNCTION stub.lock_account(p_code text, p_ms int) RETURNS json LANGUAGE plpgsql SECURITY DEFINER
    SET lock_timeout = '250ms' AS $$
BEGIN
    PERFORM FROM stub.account WHERE code = p_code FOR UPDATE;
    PERFORM pg_sleep(p_ms / 1000.0);
    RETURN '{}';
END $$;
GRANT USAGE ON SCHEMA stub TO bc_api;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA stub TO bc_api;
"""


class StubApi:
    def __init__(self, stack, database, workers=2, threads=4):
        self.superuser_url = stack.urls(database)["BC_SUPERUSER_URL"]
        with psycopg.connect(self.superuser_url) as superuser:
            superuser.execute(SCHEMA)
        self.folder = Path(tempfile.mkdtemp(prefix="bc-stub-", dir="/tmp"))
        self.program = self.folder / "stub_api"
        shutil.copy(stack.build / "tests" / "stub" / "stub_api", self.program)
        drop = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "billing-center", "billing-center")
            drop = ["setpriv", "--reuid=billing-center", "--regid=billing-center", "--clear-groups", "--"]
        keys = self.folder / "token-keys"
        keys.write_text(TOKEN_KEYS)
        keys.chmod(0o600)
        if drop:
            shutil.chown(keys, "billing-center")
        settings = stack.program_environment(BC_SOCKET_DIR=self.folder, BC_WORKERS=workers, BC_THREADS=threads,
                                             BC_TOKEN_KEYS_FILE=keys,
                                             BC_DATABASE_URL=stack.urls(database)["BC_DATABASE_URL"])
        settings.pop("BC_STACK_ENV", None)
        self.log = (self.folder / "log").open("w")
        self.master = subprocess.Popen([*drop, self.program], env=settings, stdin=subprocess.DEVNULL, stderr=self.log)
        wait_until(self.answers, "the stub answers")

    def answers(self):
        assert self.master.poll() is None, (self.folder / "log").read_text()
        try:
            with self.connect() as connection:
                return connection.request("GET", "/stub/hello")[0] == 200
        except OSError:
            return False

    def connect(self, seconds=10):
        return FastcgiConnection(self.folder / "fast.sock", seconds)

    def at_work(self):
        """Requests being served now."""
        gauges = [line for line in read_metrics(self.folder).splitlines() if line.startswith("bc_in_flight{")]
        return sum(int(line.split()[-1]) for line in gauges)

    def workers(self):
        return children_of(self.master.pid)

    def signal(self, number):
        os.kill(self.master.pid, number)

    def stop(self):
        """Drains it; its exit code is part of the test."""
        if self.master.poll() is None:
            self.signal(signal.SIGTERM)
        status = self.master.wait(30)
        wait_until(lambda: not is_running(self.master.pid), "the stub has ended")
        self.log.close()
        said = (self.folder / "log").read_text()
        shutil.rmtree(self.folder)
        return status, said
