# SPDX-License-Identifier: Apache-2.0
"""Two stacks on one host, as two clones would run them, and what up and down may be asked for."""
import socket

from api_client import Api


def test_two_stacks_do_not_see_each_other(stack, shared_books, new_stack):
    other = new_stack(settable_clock=False)
    other.up()

    mine, its = Api(stack.url).get("/readyz").json(), Api(other.url).get("/readyz").json()
    assert (mine["clock"]["settable"], its["clock"]["settable"]) == (True, False)

    other.down()
    assert Api(stack.url).get("/readyz").status_code == 200
    assert other.script("status", check=False).returncode == 1
    assert stack.script("status").returncode == 0


def test_up_again_changes_nothing(stack, shared_books):
    before = {name: stack.master_of(name) for name in ("postgresql", "bc-api", "bc-jobs", "nginx")}

    stack.up()

    assert {name: stack.master_of(name) for name in before} == before


def test_stack_env_is_private(stack):
    mode = (stack.folder / "stack.env").stat().st_mode
    assert mode & 0o777 == 0o600


def test_nothing_listens_for_the_outside(stack):
    """Only nginx has a port, on 127.0.0.1."""
    listening = [line.split() for line in open("/proc/net/tcp").readlines()[1:]]
    ports = {words[1] for words in listening if words[3] == "0A"}
    assert f"0100007F:{stack.port:04X}" in ports
    assert f"00000000:{stack.port:04X}" not in ports


def test_used_port_is_told(new_stack):
    other = new_stack()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        other.port = taken.getsockname()[1]

        done = other.script("up", check=False)

    assert done.returncode != 0 and str(other.port) in done.stdout
