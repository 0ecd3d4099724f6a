# SPDX-License-Identifier: Apache-2.0
"""Starts and stops the real processes in temporary folders and watches what they leave behind."""
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("BC_BUILD", SOURCE)).resolve()
DEMO_DATA = SOURCE / "tests" / "demo" / "data"
START_OF_TIME = "2015-02-27T00:00:00Z"


def wait_until(condition, what, seconds=30):
    """Polls until the condition gives something true and returns it; never waits without a deadline."""
    deadline = time.monotonic() + seconds
    while True:
        outcome = condition()
        if outcome:
            return outcome
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.02)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**settings):
    """The caller's environment without its BC_ names, so that a developer's own stack is never touched."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BC_")}
    return clean | {name: str(value) for name, value in settings.items()}


def read_settings(path):
    """NAME='value' lines of a stack.env."""
    settings = {}
    for line in path.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.startswith("#"):
            settings[name] = "".join(shlex.split(value))
    return settings


def on_database(url, database):
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


class Stack:
    """One embedded stack with a state folder, a port and a clock of its own."""

    def __init__(self, folder, settable_clock=True, build=BUILD, **settings):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.state = self.folder / "state"
        self.build = build
        self.port = free_port()
        self.reports = self.folder / "reports"
        self.reports.mkdir(exist_ok=True)
        self.reports.chmod(0o1777)  # the processes drop to another user and must be able to report
        self.settable_clock = settable_clock
        self.more_settings = settings
        self.settings = {}

    @property
    def environment(self):
        return environment(**{
            "BC_STATE": self.state,
            "BC_PORT": self.port,
            "BC_STACK_ENV": self.folder / "stack.env",
            "BC_SIGN_IN_RATE": 1000,  # all tests come from one address
            "ASAN_OPTIONS": f"log_path={self.reports}/asan:detect_leaks=1",
            "UBSAN_OPTIONS": f"log_path={self.reports}/ubsan:print_stacktrace=1",
            "TSAN_OPTIONS": f"log_path={self.reports}/tsan",
            **self.more_settings,
        })

    def script(self, *words, check=True, seconds=120):
        done = subprocess.run(
            [self.build / "build-aux" / "stack", *words], env=self.environment, cwd=self.build,
            text=True, timeout=seconds, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        with (self.folder / "stack.out").open("a") as log:
            log.write(f"$ stack {' '.join(words)} -> {done.returncode}\n{done.stdout}")
        assert not check or done.returncode == 0, done.stdout
        return done

    def up(self):
        self.script("up", *(["--settable-clock"] if self.settable_clock else []))
        self.learn_settings()
        return self

    def learn_settings(self):
        self.settings = read_settings(self.folder / "stack.env")

    def down(self):
        self.script("down")

    @property
    def url(self):
        return self.settings["BC_URL"]

    def urls(self, database=None):
        """BC_…_URL settings, on another database of this stack's cluster if one is named."""
        urls = {name: value for name, value in self.settings.items() if name.endswith("_URL") and name != "BC_URL"}
        return {name: on_database(value, database) if database else value for name, value in urls.items()}

    def program_environment(self, database=None, **settings):
        sanitizers = {name: value for name, value in self.environment.items() if name.endswith("SAN_OPTIONS")}
        return environment(**sanitizers, **{**self.settings, **self.urls(database), **settings})

    def sanitizer_reports(self):
        return [path.read_text(errors="replace")[:4000] for path in self.reports.iterdir()]

    def master_of(self, program):
        """Process id of a program's first process; 0 when it is not there."""
        folder = ("pg", "postmaster") if program == "postgresql" else ("run", program)
        try:
            return int((self.state / folder[0] / f"{folder[1]}.pid").read_text().split()[0])
        except (OSError, IndexError):
            return 0

    def children_of(self, program):
        return children_of(self.master_of(program))

    def forget(self, failed):
        if not failed:
            shutil.rmtree(self.folder, ignore_errors=True)


def read_metrics(folder):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(f"{folder}/metrics.sock")
        connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        return connection.makefile().read()


def children_of(parent):
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return sorted(pid for pid in pids if parent and parent_of(pid) == parent)


def parent_of(pid):
    try:
        return int(re.sub(r"^.*\) ", "", Path(f"/proc/{pid}/stat").read_text()).split()[1])
    except OSError:
        return 0


def is_running(pid):
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
