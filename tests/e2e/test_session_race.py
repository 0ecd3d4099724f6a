# SPDX-License-Identifier: Apache-2.0
"""Signing in while an operator shuts the door: whoever comes second sees what the first did."""
import uuid
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from harness import wait_until

HASH = "$argon2id$v=19$m=19456,t=2,p=1$" + "x" * 40


@pytest.fixture
def login(books):
    code = f"R{uuid.uuid4().hex[:8]}"
    session = books.operator.execute("SELECT admin.open_session('tester')").fetchone()[0]
    books.operator.execute("SELECT admin.create_account(%s, %s, %s, 'CNY', NULL, NULL, 'test')", (session, code, code))
    login = f"{code.lower()}@race.example"
    books.operator.execute("SELECT admin.create_member(%s, %s, %s, 'Racer', 'owner', %s, 'test')",
                           (session, code, login, HASH))
    return session, login


CHANGES = {
    "a new password": ("SELECT admin.set_member_password(%s, %s, %s, 'test')", (HASH + "y",)),
    "disabling": ("SELECT admin.set_member_state(%s, %s, %s, 'test')", ("disabled",)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_session_opens_behind(books, login, change):
    session, name = login
    statement, more = CHANGES[change]
    with psycopg.connect(books.urls["BC_DATABASE_URL"], autocommit=True) as worker, \
            psycopg.connect(books.urls["BC_OPERATOR_URL"]) as operator, ThreadPoolExecutor(1) as pool:
        attempt = worker.execute("SELECT attempt FROM api.begin_sign_in(%s, '::1')", (name,)).fetchone()[0]
        operator.execute(statement, (session, name, *more))

        opened = pool.submit(worker.execute, "SELECT session FROM api.open_session(%s, %s)",
                             (attempt, uuid.uuid4().bytes * 2))
        wait_until(lambda: is_waiting(books, worker), "the sign-in waits for the operator")
        operator.commit()

        with pytest.raises(psycopg.Error) as refused:
            opened.result()
        assert refused.value.sqlstate == "LG023"


def is_waiting(books, connection):
    with psycopg.connect(books.urls["BC_SUPERUSER_URL"]) as superuser:
        return superuser.execute("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s",
                                 (connection.info.backend_pid,)).fetchone()[0]
