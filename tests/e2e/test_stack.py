# SPDX-License-Identifier: Apache-2.0
"""What make up keeps and what it replaces."""
import re
import shutil
import stat
import threading

import pytest
import requests
from harness import BUILD, Stack, is_running, wait_until

PROGRAMS = ("bc-api", "bc-jobs", "bcctl")


def copy_of_build(folder):
    """A build that a test may change."""
    folder.mkdir()
    for name in PROGRAMS:
        shutil.copy(BUILD / name, folder)
    shutil.copytree(BUILD / "build-aux", folder / "build-aux", ignore=shutil.ignore_patterns("node"))
    paths = folder / "build-aux" / "paths.sh"
    paths.write_text(re.sub("^BUILD_DIR=.*$", f"BUILD_DIR='{folder}'", paths.read_text(), flags=re.MULTILINE))
    return folder


@pytest.fixture
def stack(new_stack, tmp_path):
    stack = new_stack(build=copy_of_build(tmp_path / "build"))
    return stack.up()


def rebuild(stack, name):
    """Another program that does the same: what is behind the end of an ELF file is not loaded."""
    program = stack.build / name
    program.write_bytes(program.read_bytes() + b"\n")


class Clients:
    """Asks without a pause, as long as the block lasts."""

    def __init__(self, url):
        self.url = url
        self.statuses = []
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.ask)

    def ask(self):
        with requests.Session() as session:
            session.trust_env = False
            while not self.is_over.is_set():
                self.statuses.append(session.get(f"{self.url}/healthz", timeout=20).status_code)

    def __enter__(self):
        self.thread.start()
        wait_until(lambda: self.statuses, "the first answer")
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()


def test_second_up_leaves_all_processes_alone(stack):
    def processes():
        return {name: (stack.master_of(name), stack.children_of(name)) for name in ("bc-api", "bc-jobs", "nginx")}

    before = processes()

    stack.up()

    assert processes() == before


def test_new_program_takes_over_without_a_lost_request(stack):
    masters = {name: stack.master_of(name) for name in ("bc-api", "bc-jobs")}
    workers = stack.children_of("bc-api")
    for name in masters:
        rebuild(stack, name)

    with Clients(stack.url) as clients:
        stack.up()

    assert set(clients.statuses) == {200}
    assert {name: stack.master_of(name) for name in masters} == masters
    assert all(is_running(pid) for pid in masters.values())
    wait_until(lambda: not set(workers) & set(stack.children_of("bc-api")), "the old workers are gone")


def test_other_settings_take_a_restart(stack):
    before = stack.master_of("bc-api")
    stack.more_settings["BC_WORKERS"] = 3

    stack.up()

    assert stack.master_of("bc-api") != before
    wait_until(lambda: len(stack.children_of("bc-api")) == 3, "three workers")


def test_token_keys_are_made_once_and_private(stack):
    keys = stack.state / "token-keys"
    before = keys.read_text()

    stack.up()

    assert keys.read_text() == before
    assert re.fullmatch(r"1 HS256 [A-Za-z0-9+/]{43}=\n", before)
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_demo_sign_ins_outlive_an_up_and_bring_nothing_else(stack):
    settings = stack.folder / "demo-lines"
    settings.write_text("BC_DEMO_USER='alpha@demo.example'\nBC_DEMO_PASSWORD='aB3-_'\n"
                        "BC_DEMO_USER_B='$(id)'\nBC_URL='x'\n")
    stack.script("demo-env", str(settings))
    stack.learn_settings()
    at_once = dict(stack.settings)

    with (stack.state / "demo.env").open("a") as lines:
        lines.write("BC_SUPERUSER_URL='x'\n")
    stack.up()

    assert at_once == stack.settings
    assert (at_once["BC_DEMO_USER"], at_once["BC_DEMO_PASSWORD"]) == ("alpha@demo.example", "aB3-_")
    assert "BC_DEMO_USER_B" not in at_once and at_once["BC_URL"] == stack.url != "x"
    assert stat.S_IMODE((stack.folder / "stack.env").stat().st_mode) == 0o600


def test_demo_sign_ins_need_a_stack(new_stack, tmp_path):
    stack = Stack(tmp_path / "none", build=BUILD)
    (tmp_path / "lines").write_text("BC_DEMO_USER='a@b'\n")

    refused = stack.script("demo-env", str(tmp_path / "lines"), check=False)

    assert refused.returncode == 1 and "run up first" in refused.stdout
