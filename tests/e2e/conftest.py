# SPDX-License-Identifier: Apache-2.0
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "model")]

pytest.register_assert_rewrite(
    "access_world", "api_client", "books", "contract", "control", "demo_books", "harness", "members", "model_compare",
    "raw_http", "read_world")

from api_client import Api  # noqa: E402
from books import Books  # noqa: E402
from control import Bcctl  # noqa: E402
from harness import START_OF_TIME, Stack  # noqa: E402
from read_world import ReadWorld  # noqa: E402
from stub import StubApi  # noqa: E402

CLONE_NUMBERS = itertools.count(1)
TEMPLATE = "bc_e2e_template"
DATABASE_RIGHTS = (
    'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
    'GRANT CREATE ON DATABASE "{name}" TO bc_owner',
    'GRANT CONNECT ON DATABASE "{name}" TO bc_migrate, bc_api, bc_jobs, bc_operator, bc_read',
)


def finish(stack, request):
    """Stops a stack; an exit code or a sanitizer report fails the run, and then the folder stays."""
    failed = request.session.testsfailed > 0
    try:
        stack.down()
        reports = stack.sanitizer_reports()
        assert not reports, "\n".join(reports)
    except BaseException:
        failed = True
        raise
    finally:
        if failed:
            print(f"\nlogs are kept in {stack.folder}", file=sys.stderr)
        stack.forget(failed)


@pytest.fixture(scope="session")
def stack(request):
    """The stack that most tests share; its clock only goes forward and its days close by themselves."""
    stack = Stack(tempfile.mkdtemp(prefix="bc-e2e-", dir="/tmp"))
    try:
        stack.up()
        yield stack
    finally:
        finish(stack, request)


@pytest.fixture
def new_stack(request):
    """Makes further stacks that end with the test."""
    made = []

    def make(**settings):
        made.append(Stack(tempfile.mkdtemp(prefix="bc-e2e-", dir="/tmp"), **settings))
        return made[-1]

    yield make
    for stack in made:
        finish(stack, request)


@pytest.fixture(scope="session")
def shared_books(stack):
    """The shared stack's own books, with both price lists."""
    books = Books(stack.urls())
    books.set_clock(START_OF_TIME)
    books.import_demo_catalogue()
    yield books
    books.end()


@pytest.fixture(scope="session")
def api(stack):
    return Api(stack.url)


@pytest.fixture(scope="session")
def read_world(stack, shared_books, api):
    return ReadWorld(stack, shared_books, api)


def run_bcctl(stack, database, *words):
    done = subprocess.run([stack.build / "bcctl", *words], env=stack.program_environment(database), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="session")
def template(stack):
    """A database with both price lists at the start of time, to be cloned."""
    run_bcctl(stack, TEMPLATE, "init", "--settable-clock")
    run_bcctl(stack, TEMPLATE, "migrate")
    books = Books(stack.urls(TEMPLATE))
    books.set_clock(START_OF_TIME)
    books.import_demo_catalogue()
    books.end()
    return TEMPLATE


@pytest.fixture(scope="module")
def new_database(stack, template):
    """Clones the template; no bc-jobs works on a clone, so nothing closes by itself."""
    superuser = psycopg.connect(stack.settings["BC_SUPERUSER_URL"], autocommit=True)

    def make():
        name = f"bc_e2e_{next(CLONE_NUMBERS)}"
        superuser.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        for right in DATABASE_RIGHTS:  # they belong to the database and are not copied
            superuser.execute(right.format(name=name))
        return name

    yield make
    superuser.close()  # dropping waits for a checkpoint each; the whole cluster goes at the end


@pytest.fixture
def stub(stack, new_database):
    stub = StubApi(stack, new_database())
    yield stub
    status, said = stub.stop()
    assert status == 0, said


@pytest.fixture(scope="module")
def database(new_database):
    return new_database()


@pytest.fixture(scope="module")
def books(stack, database):
    books = Books(stack.urls(database))
    yield books
    books.end()


@pytest.fixture
def fresh_books(stack, new_database):
    """Books of a database that the test has for itself."""
    books = Books(stack.urls(new_database()))
    yield books
    books.end()


@pytest.fixture(scope="module")
def bcctl(stack, database):
    return Bcctl(stack.build / "bcctl", stack.program_environment(database))
